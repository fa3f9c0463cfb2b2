package tw.shouwang.api.intake.clocks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.intake.answers.StaffCase;

/// A clock as staff see it: the schema's type CaseClock.
record ShownClock(RunningClock clock, CasesOfPage cases) {

  String caseId() {
    return clock.caseId().toString();
  }

  ClockKind kind() {
    return clock.kind();
  }

  Instant dueAt() {
    return clock.dueAt();
  }

  boolean missed() {
    return clock.missed();
  }

  boolean met() {
    return clock.met();
  }

  @Nullable StaffCase staffCase() {
    return cases.of(clock.caseId());
  }
}
