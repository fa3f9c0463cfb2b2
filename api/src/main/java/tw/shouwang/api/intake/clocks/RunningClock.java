package tw.shouwang.api.intake.clocks;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.CaseStatus;

/// A clock together with what decides whether it was met.
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

  /// When it is to be looked at again, of one that still runs.
  Instant nextAt() {
    return Objects.requireNonNull(next);
  }

  /// Whether what it asks for has happened, in time or late.
  public boolean isMet() {
    return erased || kind.isMet(status, claimedBy, statusBefore);
  }
}
