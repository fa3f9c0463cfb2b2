package tw.shouwang.api.cases.sealing;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;
import java.util.List;

/// The published public keys of the centres. A row is trusted only with its signature.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface CentreKeysetRepository extends GenericRepository<CentreKeysetRow, String> {

  CentreKeysetRow save(CentreKeysetRow row);

  List<CentreKeysetRow> findAll();

  @Query(
      """
      delete from cases.centre_keyset
      where centre = :centre
        and generation = :generation
      """)
  void remove(String centre, int generation);

  /// How many kept cases need a generation: those that open, or that nobody has looked at.
  @Query(
      """
      select count(*)
      from cases.centre_wrap
      join cases.case_file on case_file.id = centre_wrap.case_id
      where centre_wrap.centre = :centre
        and centre_wrap.generation = :generation
        and case_file.sealed_state <> 'WRAP_UNREADABLE'
      """)
  long wrapsNaming(String centre, int generation);

  /// How many wraps name this generation and do not open.
  @Query(
      """
      select count(*)
      from cases.centre_wrap
      join cases.case_file on case_file.id = centre_wrap.case_id
      where centre_wrap.centre = :centre
        and centre_wrap.generation = :generation
        and case_file.sealed_state = 'WRAP_UNREADABLE'
      """)
  long unreadableNaming(String centre, int generation);

  /// Makes the cases whose wraps do not open due, so that the next retention run erases them.
  @Query(
      """
      update cases.case_file
      set erase_on = least(erase_on, :yesterday)
      where sealed_state = 'WRAP_UNREADABLE'
        and erased_on is null
        and id in (
          select case_id
          from cases.centre_wrap
          where centre = :centre
            and generation = :generation)
      """)
  void endUnreadable(String centre, int generation, LocalDate yesterday);

  @Query(
      """
      delete from cases.centre_wrap
      using cases.case_file
      where case_file.id = centre_wrap.case_id
        and case_file.sealed_state = 'WRAP_UNREADABLE'
        and centre_wrap.centre = :centre
        and centre_wrap.generation = :generation
      """)
  void removeUnreadable(String centre, int generation);
}
