package tw.shouwang.api.process;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/// The real random generators, which tests replace. (The real clock is Micronaut's own bean of type
/// [java.time.InstantSource].)
@Factory
final class RandomFactory {

  @Singleton
  SecureRandom random() {
    return new SecureRandom();
  }
}
