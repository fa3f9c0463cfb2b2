package tw.shouwang.api.directory.storage;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/// Reports by the public that entries are wrong.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ProblemRepository extends GenericRepository<ProblemRow, UUID> {

  List<ProblemRow> findAll();

  void saveAll(Iterable<ProblemRow> rows);

  void save(ProblemRow row);

  void deleteByResourceId(UUID resourceId);

  List<ProblemRow> findByResourceId(UUID resourceId);
}
