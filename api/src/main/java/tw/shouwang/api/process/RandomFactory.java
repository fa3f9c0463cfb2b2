package tw.shouwang.api.process;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/// The real chance; tests put their own in its place. (The real time is Micronaut's own bean of the
/// type [java.time.InstantSource].)
@Factory
final class RandomFactory {

  @Singleton
  SecureRandom random() {
    return new SecureRandom();
  }
}
