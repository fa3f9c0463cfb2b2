package tw.shouwang.api.directory.storage;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The entries.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface EntryDocumentRepository extends GenericRepository<EntryDocumentRow, UUID> {

  List<EntryDocumentRow> findAll();

  void saveAll(Iterable<EntryDocumentRow> rows);

  Optional<EntryDocumentRow> findById(UUID id);

  void save(EntryDocumentRow row);

  void update(EntryDocumentRow row);

  void deleteById(UUID id);
}
