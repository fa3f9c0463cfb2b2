package tw.shouwang.api.cases.desk;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/// Attempts to reach senders.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CallAttemptRepository extends GenericRepository<CallAttempt, UUID> {

  /// The last attempts of each of these cases, oldest first.
  ///
  /// @param ids separated by commas
  @Query(
      """
      select last.*
      from unnest(cast(string_to_array(:ids, ',') as uuid[])) as asked
      cross join lateral (
        select *
        from intake.call_attempt
        where case_id = asked
        order by tried_at desc, id
        limit :atMost) as last
      order by last.tried_at, last.id
      """)
  List<CallAttempt> last(String ids, int atMost);
}
