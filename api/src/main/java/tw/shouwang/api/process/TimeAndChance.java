package tw.shouwang.api.process;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;

/// The real time and the real chance; tests put their own in their place.
@Factory
final class TimeAndChance {

  @Singleton
  InstantSource time() {
    return InstantSource.system();
  }

  @Singleton
  SecureRandom chance() {
    return new SecureRandom();
  }
}
