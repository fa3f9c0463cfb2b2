package tw.shouwang.api.cases.sealing;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/// Makes no wrap for the centre, so that `bench/submissions` can measure the cost of sealing.
/// Nobody can read such a submission.
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
