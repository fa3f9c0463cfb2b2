package tw.shouwang.api.directory;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/// Entries that are gone.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RemovedRepository extends GenericRepository<RemovedRow, UUID> {

  List<RemovedRow> findAll();

  void saveAll(Iterable<RemovedRow> rows);

  void save(RemovedRow row);

  void deleteById(UUID id);
}
