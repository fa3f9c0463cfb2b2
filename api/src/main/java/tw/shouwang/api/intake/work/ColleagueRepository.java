package tw.shouwang.api.intake.work;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Who works at which centre.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ColleagueRepository extends GenericRepository<ColleagueRow, String> {

  @Query(
      """
      insert into intake.colleague (centre, worker, name, seen_on)
      values (:centre, :worker, :name, :seenOn)
      on conflict (centre, worker) do update
      set name = excluded.name,
          seen_on = excluded.seen_on
      """)
  void put(String centre, String worker, String name, LocalDate seenOn);

  @Query(
      """
      delete from intake.colleague
      where seen_on < :day
      """)
  void removeUnseenSince(LocalDate day);

  /// @return 0 if nobody was on the list
  @Query(
      """
      delete from intake.colleague
      where centre = :centre
        and worker = :worker
      """)
  long remove(String centre, String worker);

  @Query(
      """
      select *
      from intake.colleague
      where centre = :centre
        and worker = :worker
      """)
  Optional<ColleagueRow> find(String centre, String worker);

  @Query(
      """
      select *
      from intake.colleague
      where centre = :centre
      order by name, worker
      limit :atMost
      """)
  List<ColleagueRow> of(String centre, int atMost);
}
