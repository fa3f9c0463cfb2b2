package tw.shouwang.api.directory.storage;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/// Sources of facts.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SourceRepository extends GenericRepository<SourceRow, String> {

  List<SourceRow> findAll();

  void saveAll(Iterable<SourceRow> rows);

  Optional<SourceRow> findById(String id);

  void save(SourceRow row);

  void update(SourceRow row);
}
