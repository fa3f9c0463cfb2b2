package tw.shouwang.api.intake.figures;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A part of a whole, from what may be told of both.
@Serdeable
record Share(
    @Nullable Integer count,
    @Nullable Integer of,
    @Nullable Double percent,
    @Nullable Double target) {

  static Share of(long part, long whole, @Nullable Double target) {
    Optional<Integer> count = Suppression.told(part);
    Optional<Integer> of = Suppression.told(whole);
    // From the told numbers: the exact share would give the exact numbers away.
    @Nullable Double percent =
        count.isPresent() && of.isPresent()
            ? Math.round(Math.min(1.0, (double) count.get() / of.get()) * 1_000) / 10.0
            : null;
    return new Share(count.orElse(null), of.orElse(null), percent, target);
  }
}
