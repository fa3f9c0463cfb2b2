package tw.shouwang.api.directory.storage;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/// Every past state of entries.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface RevisionRepository extends GenericRepository<RevisionRow, UUID> {

  List<RevisionRow> findAll();

  void saveAll(Iterable<RevisionRow> rows);

  void save(RevisionRow row);

  List<RevisionRow> findByResourceIdOrderByRevisionDesc(UUID resourceId);
}
