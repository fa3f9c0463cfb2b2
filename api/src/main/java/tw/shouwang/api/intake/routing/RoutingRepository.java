package tw.shouwang.api.intake.routing;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The saved tables, and the columns of cases that a route depends on.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RoutingRepository extends GenericRepository<RoutingRow, String> {

  @Query(
      """
      select *
      from intake.routing
      where centre = :centre
      order by version desc
      limit 1
      """)
  Optional<RoutingRow> newest(String centre);

  @Query(
      """
      select *
      from intake.routing
      where centre = :centre
        and version = :version
      """)
  Optional<RoutingRow> version(String centre, int version);

  /// @return 0 if somebody else saved this version first
  @Query(
      """
      insert into intake.routing (centre, version, saved_by, saved_at, rules)
      values (:centre, :version, :savedBy, :savedAt, :rules)
      on conflict do nothing
      """)
  long add(String centre, int version, String savedBy, Instant savedAt, String rules);

  @Query(
      """
      select id,
             topic,
             array_to_string(other_topics, ',') as other_topics,
             array_to_string(indicators, ',') as indicators,
             child_involved,
             area
      from cases.case_file
      where centre = :centre
        and id = :id
        and erased_on is null
      """)
  Optional<RoutedCase> find(String centre, UUID id);

  /// Open cases of a centre, for a dry run.
  @Query(
      """
      select id,
             topic,
             array_to_string(other_topics, ',') as other_topics,
             array_to_string(indicators, ',') as indicators,
             child_involved,
             area
      from cases.case_file
      where centre = :centre
        and status <> 'CLOSED'
        and erased_on is null
      order by id
      limit :atMost
      """)
  List<RoutedCase> open(String centre, int atMost);
}
