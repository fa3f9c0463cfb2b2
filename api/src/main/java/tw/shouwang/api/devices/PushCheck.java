package tw.shouwang.api.devices;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.api.process.SetupCheck;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;
import tw.shouwang.notifications.firebase.FirebaseCredentials;
import tw.shouwang.notifications.firebase.FirebaseSettings;
import tw.shouwang.notifications.webpush.WebPushSettings;

/// Checks whether pushes can be sent to senders.
@Singleton
@Requires(condition = InPublicProcess.class)
final class PushCheck implements SetupCheck {

  private final FirebaseSettings firebase;
  private final WebPushSettings web;
  private final BeanProvider<KeyFiles> keys;

  PushCheck(FirebaseSettings firebase, WebPushSettings web, BeanProvider<KeyFiles> keys) {
    this.firebase = firebase;
    this.web = web;
    this.keys = keys;
  }

  @Override
  public String topic() {
    return "push";
  }

  @Override
  public boolean atStart() {
    return true;
  }

  @Override
  public List<SetupFinding> look() {
    if (keys.get().makesMissing()) {
      return List.of(found(Level.OK, "Pushes go to the stand-in, as in development."));
    }
    Path credentials = firebase.credentials();
    boolean toBrowsers = keys.get().find(WebPushKey.FILE).isPresent();
    try {
      FirebaseCredentials.check(firebase);
    } catch (IllegalArgumentException e) {
      return List.of(found(Level.WRONG, Objects.requireNonNull(e.getMessage())));
    }
    if (toBrowsers && !web.namesSomebody()) {
      return List.of(
          found(
              Level.WRONG,
              "shouwang.push.web.contact must be a mailto: or https: address of yours."));
    }
    if (credentials == null && !toBrowsers) {
      return List.of(
          found(
              Level.WEAK,
              "Push is off: there is neither shouwang.push.firebase.credentials nor the key file"
                  + " vapid.key."));
    }
    return List.of(
        found(
            Level.OK,
            credentials == null
                ? "Pushes go to browsers alone."
                : "Pushes go to Google's service"
                    + (toBrowsers ? " and to browsers." : " alone.")));
  }
}
