package tw.shouwang.notifications.webpush;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;

/// Creates the [WebPushSender] if the application has a [VapidKey].
@Factory
final class WebPushBeans {

  @Singleton
  @Bean(preDestroy = "close")
  @Requires(beans = VapidKey.class)
  WebPushSender sender(
      VapidKey key, WebPushSettings settings, InstantSource clock, SecureRandom chance) {
    return new WebPushSender(key, settings, clock, chance);
  }
}
