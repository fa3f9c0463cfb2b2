package tw.shouwang.api.cases;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/// Every receipt hash that is in use or still kept from being used again. Its key makes two
/// submissions with one receipt impossible, however close together they come.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReceiptRepository extends GenericRepository<ReceiptRow, byte[]> {

  ReceiptRow save(ReceiptRow row);

  Optional<ReceiptRow> findByHash(byte[] hash);
}
