package tw.shouwang.api.devices;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.StartRefused;
import tw.shouwang.notifications.webpush.VapidKey;
import tw.shouwang.notifications.webpush.WebPushSettings;

/// Turns web push on if its key is available.
@Factory
final class WebPushKeyBeans {

  @Singleton
  @Requires(condition = MayPushToTheWeb.class)
  VapidKey key(KeyFiles keys, WebPushSettings settings, Environment environment) {
    if (environment.getActiveNames().contains(Environments.PROD) && !settings.namesSomebody()) {
      throw new StartRefused(
          "There is a key for web push ("
              + WebPushKey.FILE
              + "), so shouwang.push.web.contact must be a mailto: or https: address of yours:"
              + " push services refuse a service whose operator they cannot reach.");
    }
    return VapidKey.of(keys.required(WebPushKey.FILE, WebPushKey::random));
  }
}
