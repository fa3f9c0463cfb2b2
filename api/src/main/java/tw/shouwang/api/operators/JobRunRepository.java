package tw.shouwang.api.operators;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The last run of each job.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface JobRunRepository extends GenericRepository<JobRunRow, String> {

  List<JobRunRow> findAll();

  Optional<JobRunRow> findByJob(String job);

  /// @param succeeded null leaves the last success as it is
  @Query(
      """
      insert into operations.job_run (job, tried_at, succeeded_at)
      values (:job, :tried, :succeeded)
      on conflict (job) do update
      set tried_at = excluded.tried_at,
          succeeded_at = coalesce(excluded.succeeded_at, job_run.succeeded_at)
      """)
  long ended(String job, Instant tried, @Nullable Instant succeeded);
}
