package tw.shouwang.api.operators;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.process.JobRecord;

/// The record of the nightly jobs in the database. Where the database does not answer, a run is not
/// recorded, and `check` says that the job is late.
@Singleton
final class StoredJobRecord implements JobRecord {

  private static final Logger LOG = LoggerFactory.getLogger(StoredJobRecord.class);

  private final Provider<JobRunRepository> runs;

  StoredJobRecord(Provider<JobRunRepository> runs) {
    this.runs = runs;
  }

  @Override
  public void ended(String job, Instant at, boolean succeeded) {
    Instant minute = at.truncatedTo(ChronoUnit.MINUTES);
    try {
      runs.get().ended(job, minute, succeeded ? minute : null);
    } catch (RuntimeException e) {
      LOG.warn("the run of {} was not recorded: {}", job, e.getClass().getSimpleName());
    }
  }

  @Override
  public Optional<Instant> lastSuccess(String job) {
    return runs.get().findByJob(job).flatMap(run -> Optional.ofNullable(run.succeededAt()));
  }
}
