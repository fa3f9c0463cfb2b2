package tw.shouwang.api.devices;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.notifications.webpush.VapidKey;

/// Turns web push on where its key can be had.
@Factory
final class WebPushKeyBeans {

  @Singleton
  @Requires(condition = MayPushToTheWeb.class)
  VapidKey key(KeyFiles keys) {
    return VapidKey.of(keys.required(WebPushKey.FILE, WebPushKey::random));
  }
}
