package tw.shouwang.api.intake.clocks;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.CaseStatus;

/// A clock, with the values that decide whether it is met.
@Introspected
public record RunningClock(
    UUID caseId,
    ClockKind kind,
    Instant dueAt,
    @Nullable Instant next,
    boolean missed,
    String centre,
    CaseStatus status,
    @Nullable String claimedBy,
    CaseStatus statusBefore,
    boolean erased) {

  /// The next time at which a running clock has to be checked.
  Instant nextAt() {
    return Objects.requireNonNull(next);
  }

  /// Whether the clock's condition is met, in time or late.
  public boolean isMet() {
    return erased || kind.isMet(status, claimedBy, statusBefore);
  }
}
