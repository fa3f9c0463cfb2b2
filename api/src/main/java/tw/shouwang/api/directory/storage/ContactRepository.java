package tw.shouwang.api.directory.storage;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/// Contacts of entries.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ContactRepository extends GenericRepository<ContactRow, UUID> {

  List<ContactRow> findAll();

  void saveAll(Iterable<ContactRow> rows);

  void deleteByResourceId(UUID resourceId);

  List<ContactRow> findByResourceId(UUID resourceId);
}
