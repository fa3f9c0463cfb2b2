package tw.shouwang.api.directory.storage;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Closures of whole areas, such as typhoon days.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface AreaClosureRepository extends GenericRepository<AreaClosureRow, UUID> {

  List<AreaClosureRow> findAll();

  void saveAll(Iterable<AreaClosureRow> rows);

  void save(AreaClosureRow row);

  long deleteByClosedUntilBefore(Instant before);
}
