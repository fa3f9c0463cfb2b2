package tw.shouwang.notifications.webpush;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the [WebPushSender] where a key is set.
@Factory
final class WebPushBeans {

  private static final Logger log = LoggerFactory.getLogger(WebPushBeans.class);

  @Singleton
  @Bean(preDestroy = "close")
  @Requires(property = "shouwang.push.web.key")
  WebPushSender sender(
      WebPushSettings settings, Environment environment, InstantSource clock, SecureRandom chance) {
    Path file = Objects.requireNonNull(settings.key());
    try {
      if (Files.notExists(file) && !environment.getActiveNames().contains("prod")) {
        VapidKey.generate().write(file);
      }
      var sender = new WebPushSender(VapidKey.read(file), settings, clock, chance);
      log.info("Web push is on; browsers subscribe with the public key {}", sender.publicKey());
      return sender;
    } catch (IOException e) {
      throw new UncheckedIOException("shouwang.push.web.key cannot be read", e);
    }
  }
}
