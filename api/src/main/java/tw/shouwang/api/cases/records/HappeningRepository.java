package tw.shouwang.api.cases.records;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/// What happened to cases outside of the staff role. The public role writes these rows and cannot
/// read them; the staff role reads and deletes them.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface HappeningRepository extends GenericRepository<HappeningRow, UUID> {

  @Query(
      """
      insert into cases.happening (id, case_id, kind)
      values (gen_random_uuid(), :caseId, :kind)
      """)
  void add(UUID caseId, Happening kind);

  /// The happenings of which nobody has been told, danger first.
  @Query(
      """
      select *
      from cases.happening
      order by kind <> 'DANGER_SAID', id
      limit :atMost
      """)
  List<HappeningRow> untold(int atMost);

  /// @return 0 when another node was faster
  @Query(
      """
      delete from cases.happening
      where id = :id
      """)
  long remove(UUID id);
}
