package tw.shouwang.api.operators;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tw.shouwang.api.process.SetupCheck;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;

/// Checks that each nightly job succeeded last night, on whichever node. A job that was never tried
/// is not known here: a new installation has none.
@Singleton
final class JobsCheck implements SetupCheck {

  private static final Duration NIGHT = Duration.ofHours(26);

  /// A job that others have outlived by so much is no longer scheduled, e.g. that of a centre that
  /// is gone.
  private static final Duration GONE = Duration.ofDays(7);

  private final Provider<JobRunRepository> runs;
  private final InstantSource clock;

  JobsCheck(Provider<JobRunRepository> runs, InstantSource clock) {
    this.runs = runs;
    this.clock = clock;
  }

  @Override
  public String topic() {
    return "jobs";
  }

  @Override
  public boolean atStart() {
    return false;
  }

  @Override
  public List<SetupFinding> look() {
    List<JobRunRow> known = runs.get().findAll();
    if (known.isEmpty()) {
      return List.of(found(Level.OK, "No nightly job has run yet."));
    }
    Instant newest =
        known.stream().map(JobRunRow::triedAt).max(Comparator.naturalOrder()).orElseThrow();
    List<SetupFinding> late = new ArrayList<>();
    known.stream()
        .filter(run -> run.triedAt().isAfter(newest.minus(GONE)))
        .filter(this::isLate)
        .sorted(Comparator.comparing(JobRunRow::job))
        .forEach(run -> late.add(found(Level.WEAK, sentence(run))));
    return late.isEmpty()
        ? List.of(found(Level.OK, "All nightly jobs that were tried succeeded within 26 hours."))
        : late;
  }

  private boolean isLate(JobRunRow run) {
    Instant succeeded = run.succeededAt();
    return succeeded == null || succeeded.isBefore(clock.instant().minus(NIGHT));
  }

  private static String sentence(JobRunRow run) {
    Instant succeeded = run.succeededAt();
    return "The nightly job %s %s and was tried last on %s: the log of that time says why."
        .formatted(
            run.job(),
            succeeded == null ? "has never succeeded" : "succeeded last on " + minute(succeeded),
            minute(run.triedAt()));
  }

  private static Instant minute(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES);
  }
}
