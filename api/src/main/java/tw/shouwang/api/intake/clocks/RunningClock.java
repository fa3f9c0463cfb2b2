package tw.shouwang.api.intake.clocks;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A clock, as it was when it was read.
///
/// @param next when it has to be looked at; null for one that has ended
/// @param secondAt when a second receiver hears of danger; null once told, and for other clocks
/// @param exercise whether its case is an exercise
/// @param met whether its condition is met, in time or late, or no longer asked for
@Introspected
public record RunningClock(
    UUID caseId,
    ClockKind kind,
    Instant dueAt,
    @Nullable Instant next,
    @Nullable Instant secondAt,
    boolean missed,
    String centre,
    boolean met,
    boolean exercise) {

  /// The next time at which a running clock has to be checked.
  Instant nextAt() {
    return Objects.requireNonNull(next);
  }
}
