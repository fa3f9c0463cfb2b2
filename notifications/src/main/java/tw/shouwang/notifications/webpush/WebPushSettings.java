package tw.shouwang.notifications.webpush;

import static tw.shouwang.foundation.SettingRules.require;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Settings of web push and UnifiedPush.
///
/// @param contact where a push service's operator can reach us: a mailto: or https: address
/// @param connectTimeout for connecting to a push service
/// @param answerTimeout for one whole try
@ConfigurationProperties("shouwang.push.web")
public record WebPushSettings(
    @Bindable(defaultValue = "mailto:push@localhost") String contact,
    @Bindable(defaultValue = "3s") Duration connectTimeout,
    @Bindable(defaultValue = "10s") Duration answerTimeout) {

  /// Suffixes of names that do not exist on the internet (RFC 2606, RFC 6762, RFC 8375, RFC 9476).
  private static final Set<String> NOWHERE =
      Set.of(
          "localhost",
          "localdomain",
          "local",
          "lan",
          "home",
          "internal",
          "arpa",
          "alt",
          "invalid",
          "test",
          "example");

  private static final Pattern REACHABLE =
      Pattern.compile("([a-z0-9_-]+\\.)+[a-z][a-z0-9-]*", Pattern.CASE_INSENSITIVE);

  public WebPushSettings {
    require(
        "shouwang.push.web",
        contact.startsWith("mailto:") || contact.startsWith("https://"),
        "contact must begin with mailto: or https://");
    require("shouwang.push.web", connectTimeout.isPositive(), "connect-timeout must be positive");
    require("shouwang.push.web", answerTimeout.isPositive(), "answer-timeout must be positive");
  }

  /// Whether a push service's operator could use the contact: an address at a host that has a dot
  /// and can be on the internet. Without such a contact Apple rejects every push, and blames only
  /// the token.
  public boolean namesSomebody() {
    boolean mail = contact.startsWith("mailto:");
    int at = contact.lastIndexOf('@');
    if (mail && at <= "mailto:".length()) {
      return false;
    }
    String host = mail ? contact.substring(at + 1) : URI.create(contact).getHost();
    return host != null
        && REACHABLE.matcher(host).matches()
        && !NOWHERE.contains(host.substring(host.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }
}
