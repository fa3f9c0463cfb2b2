package tw.shouwang.api.cases.records;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// All receipt hashes that are in use or blocked from reuse. Its primary key makes two submissions
/// with one receipt impossible, even at the same moment.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ReceiptRepository extends GenericRepository<ReceiptRow, byte[]> {

  ReceiptRow save(ReceiptRow row);

  Optional<ReceiptRow> findByHash(byte[] hash);

  List<ReceiptRow> findByCaseId(UUID caseId);

  /// Which of these hashes open a case whose words are not erased.
  ///
  /// @param hashes in hex, separated by commas
  @Query(
      """
      select encode(receipt_hash.hash, 'hex')
      from unnest(string_to_array(:hashes, ',')) as asked
      join cases.receipt_hash on receipt_hash.hash = decode(asked, 'hex')
      join cases.case_file on case_file.id = receipt_hash.case_id
      where case_file.erased_on is null
      """)
  List<String> openable(String hashes);

  @Query(
      """
      update cases.receipt_hash
      set retired_until = :until
      where hash = :hash
      """)
  void retire(byte[] hash, LocalDate until);

  @Query(
      """
      update cases.receipt_hash
      set retired_until = :until
      where case_id = :caseId
        and retired_until is null
      """)
  void retireAll(UUID caseId, LocalDate until);

  @Query(
      """
      delete from cases.receipt_hash
      where hash in (
        select hash
        from cases.receipt_hash
        where retired_until < :today
        limit :atMost
      )
      """)
  long removeRetiredBefore(LocalDate today, long atMost);

  @Query(
      """
      select count(*)
      from cases.receipt_hash
      where retired_until < :today
      """)
  long countRetiredBefore(LocalDate today);
}
