package tw.shouwang.notifications.firebase;

import static tw.shouwang.foundation.SettingRules.require;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Firebase's credentials. Push is off without credentials and without a stand-in.
///
/// @param credentials a service account's JSON file; only its owner should be able to read it
/// @param project the Firebase project, if it is not the one that the credentials name
/// @param standIn the address of an [tw.shouwang.notifications.testing.FcmStandIn] to use instead
///   of Google; on this machine only
/// @param connectTimeout for connecting to the service
/// @param answerTimeout for one whole try
@ConfigurationProperties("shouwang.push.firebase")
public record FirebaseSettings(
    @Nullable Path credentials,
    @Nullable String project,
    @Nullable URI standIn,
    @Bindable(defaultValue = "3s") Duration connectTimeout,
    @Bindable(defaultValue = "10s") Duration answerTimeout) {

  public FirebaseSettings {
    require(
        "shouwang.push.firebase", connectTimeout.isPositive(), "connect-timeout must be positive");
    require(
        "shouwang.push.firebase", answerTimeout.isPositive(), "answer-timeout must be positive");
    require(
        "shouwang.push.firebase",
        credentials == null || standIn == null,
        "credentials and stand-in exclude each other");
    require(
        "shouwang.push.firebase",
        standIn == null || isOnThisMachine(standIn),
        "stand-in must be on this machine");
  }

  boolean isConfigured() {
    return credentials != null || standIn != null;
  }

  private static boolean isOnThisMachine(URI address) {
    try {
      return "http".equals(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT))
          && address.getHost() != null
          && InetAddress.getByName(address.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
