package tw.shouwang.api.intake.jobs;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;

/// Decides which of several nodes runs a daily job: the first that claims it. For jobs that may be
/// skipped for a day, or whose claim is part of the job's own transaction.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface JobClaims extends GenericRepository<JobClaim, String> {

  /// @return 1 for the first claim, 0 for the others
  @Query(
      """
      insert into intake.job_claim (job, day)
      values (:job, :day)
      on conflict do nothing
      """)
  long claim(String job, LocalDate day);
}
