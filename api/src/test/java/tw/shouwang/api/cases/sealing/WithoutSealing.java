package tw.shouwang.api.cases.sealing;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/// Wraps nothing for the centre and says it did, for the row of `bench/submissions` that tells what
/// sealing costs. Nobody can read what was sent then.
@Singleton
@Replaces(SealingThreads.class)
@Requires(property = "test.sealing", value = "none")
final class WithoutSealing extends SealingThreads {

  private static final byte[] AS_LONG_AS_A_WRAP = new byte[80];

  @Override
  public byte[] wrap(Supplier<byte[]> work) {
    return AS_LONG_AS_A_WRAP;
  }
}
