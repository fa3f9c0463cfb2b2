package tw.shouwang.api.cases;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/// Cases, found by the hash of their current receipt alone.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CaseRepository extends GenericRepository<CaseRow, UUID> {

  CaseRow save(CaseRow row);

  Optional<CaseRow> findById(UUID id);

  @Query(
      """
      select case_file.*
      from cases.receipt_hash
      join cases.case_file on case_file.id = receipt_hash.case_id
      where receipt_hash.hash = :hash
        and receipt_hash.retired_until is null
        and case_file.binding is not null
      """)
  Optional<CaseRow> findByReceiptHash(byte[] hash);
}
