package tw.shouwang.api.cases;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/// The wraps for the senders.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReceiptWrapRepository extends GenericRepository<ReceiptWrapRow, UUID> {

  ReceiptWrapRow save(ReceiptWrapRow row);

  Optional<ReceiptWrapRow> findByCaseId(UUID caseId);
}
