package tw.shouwang.api.directory.storage;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Entries without their parts.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ResourceRepository extends GenericRepository<ResourceRow, UUID> {

  List<ResourceRow> findAll();

  void saveAll(Iterable<ResourceRow> rows);

  Optional<ResourceRow> findById(UUID id);

  void save(ResourceRow row);

  void update(ResourceRow row);

  void deleteById(UUID id);
}
