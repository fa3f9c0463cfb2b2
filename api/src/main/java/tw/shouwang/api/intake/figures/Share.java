package tw.shouwang.api.intake.figures;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A share, computed from two publishable counts.
@Serdeable
record Share(
    @Nullable Integer count,
    @Nullable Integer of,
    @Nullable Double percent,
    @Nullable Double target) {

  static Share of(long part, long whole, @Nullable Double target) {
    Optional<Integer> count = Suppression.told(part);
    Optional<Integer> of = Suppression.told(whole);
    @Nullable Double percent =
        count.isPresent() && of.isPresent() ? percent(count.get(), of.get()) : null;
    return new Share(count.orElse(null), of.orElse(null), percent, target);
  }

  /// The share over several months: the sums of the published counts, and the percentage over the
  /// months that publish both counts.
  static Share ofAll(List<Share> shares, @Nullable Double target) {
    @Nullable Integer counts = null;
    @Nullable Integer wholes = null;
    int knownCounts = 0;
    int knownWholes = 0;
    for (Share each : shares) {
      Integer count = each.count;
      Integer whole = each.of;
      counts = sum(counts, count);
      wholes = sum(wholes, whole);
      if (count != null && whole != null) {
        knownCounts += count;
        knownWholes += whole;
      }
    }
    @Nullable Double percent = knownWholes == 0 ? null : percent(knownCounts, knownWholes);
    return new Share(counts, wholes, percent, target);
  }

  private static @Nullable Integer sum(@Nullable Integer one, @Nullable Integer other) {
    return one == null || other == null
        ? (one == null ? other : one)
        : Integer.valueOf(one + other);
  }

  /// Computed from the published numbers, because an exact share would reveal the exact numbers.
  private static double percent(int count, int of) {
    return Math.round(Math.min(1.0, (double) count / of) * 1_000) / 10.0;
  }
}
