package tw.shouwang.api.cases.retention;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import tw.shouwang.api.cases.records.CaseRow;

/// Leftovers that no erasure should leave. Each statement returns how many rows it corrected.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface LeftoverRepository extends GenericRepository<CaseRow, UUID> {

  @Query(
      """
      delete from cases.entry
      using cases.case_file
      where case_file.id = entry.case_id
        and case_file.erased_on is not null
      """)
  long removeEntries();

  @Query(
      """
      delete from cases.centre_wrap
      using cases.case_file
      where case_file.id = centre_wrap.case_id
        and case_file.erased_on is not null
      """)
  long removeCentreWraps();

  @Query(
      """
      delete from cases.receipt_wrap
      using cases.case_file
      where case_file.id = receipt_wrap.case_id
        and (case_file.erased_on is not null or case_file.withdrawn_on is not null)
      """)
  long removeReceiptWraps();

  @Query(
      """
      update cases.receipt_hash
      set retired_until = :until
      from cases.case_file
      where case_file.id = receipt_hash.case_id
        and receipt_hash.retired_until is null
        and (case_file.erased_on is not null or case_file.withdrawn_on is not null)
      """)
  long retireReceipts(LocalDate until);

  /// Corrects days of erasure of withdrawn cases that are later than their period.
  @Query(
      """
      update cases.case_file
      set erase_on = withdrawn_on + :days
      where withdrawn_on + :days < erase_on
        and erased_on is null
      """)
  long moveErasuresBack(int days);

  /// Cases whose sender's access ended lately.
  @Query(
      """
      select id
      from cases.case_file
      where greatest(erased_on, withdrawn_on) >= :since
        and id > :after
      order by id
      limit :atMost
      """)
  List<UUID> endedSince(LocalDate since, UUID after, int atMost);
}
