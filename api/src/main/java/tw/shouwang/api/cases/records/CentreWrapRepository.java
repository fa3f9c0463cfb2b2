package tw.shouwang.api.cases.records;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import java.util.List;
import java.util.UUID;

/// The cases' keys wrapped for the centres. The public role writes and deletes these rows and
/// cannot read them.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface CentreWrapRepository extends WrapRepository<CentreWrapRow> {

  @Query(
      """
      select *
      from cases.centre_wrap
      where centre = :centre
        and generation <> :generation
        and case_id > :after
      order by case_id
      limit :atMost
      """)
  List<CentreWrapRow> notOfGeneration(String centre, int generation, UUID after, int atMost);

  /// @param caseIds separated by commas
  @Query(
      """
      select *
      from cases.centre_wrap
      where case_id = any(cast(string_to_array(:caseIds, ',') as uuid[]))
      """)
  List<CentreWrapRow> ofCases(String caseIds);

  @Query(
      """
      update cases.centre_wrap
      set generation = :generation,
          wrap = :wrap
      where case_id = :caseId
      """)
  void replace(UUID caseId, int generation, byte[] wrap);

  @Query(
      """
      update cases.centre_wrap
      set centre = :centre,
          generation = :generation,
          wrap = :wrap
      where case_id = :caseId
      """)
  void moveTo(UUID caseId, String centre, int generation, byte[] wrap);
}
