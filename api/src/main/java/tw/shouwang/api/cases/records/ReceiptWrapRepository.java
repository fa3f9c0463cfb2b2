package tw.shouwang.api.cases.records;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import java.util.List;
import java.util.UUID;

/// The cases' keys wrapped for the senders.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ReceiptWrapRepository extends WrapRepository<ReceiptWrapRow> {

  @Query(
      """
      select *
      from cases.receipt_wrap
      where storage_week <> :week
        and case_id > :after
      order by case_id
      limit :atMost
      """)
  List<ReceiptWrapRow> notOfWeek(int week, UUID after, int atMost);

  @Query(
      """
      select count(*)
      from cases.receipt_wrap
      where storage_week <> :week
      """)
  long countNotOfWeek(int week);

  @Query(
      """
      select count(*)
      from cases.receipt_wrap
      where storage_week = :week
      """)
  long countOfWeek(int week);

  @Query(
      """
      update cases.receipt_wrap
      set storage_week = :storageWeek,
          wrap = :wrap
      where case_id = :caseId
        and wrap = :read
      """)
  long replaceIfUnchanged(UUID caseId, byte[] read, int storageWeek, byte[] wrap);

  @Query(
      """
      update cases.receipt_wrap
      set storage_week = :storageWeek,
          wrap = :wrap
      where case_id = :caseId
      """)
  void replace(UUID caseId, int storageWeek, byte[] wrap);

  @Query(
      """
      select distinct storage_week
      from cases.receipt_wrap
      order by storage_week
      """)
  List<Integer> weeksInUse();

  @Query(
      """
      delete from cases.receipt_wrap
      where case_id in (
        select case_id
        from cases.receipt_wrap
        where storage_week = :week
        limit :atMost
      )
      """)
  long removeOfWeek(int week, long atMost);
}
