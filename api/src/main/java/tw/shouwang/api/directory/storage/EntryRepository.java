package tw.shouwang.api.directory.storage;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The entries.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface EntryRepository extends GenericRepository<EntryRow, UUID> {

  List<EntryRow> findAll();

  void saveAll(Iterable<EntryRow> rows);

  Optional<EntryRow> findById(UUID id);

  void save(EntryRow row);

  void update(EntryRow row);

  void deleteById(UUID id);
}
