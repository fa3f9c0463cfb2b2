package tw.shouwang.api.directory.storage;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/// What entries cover.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CoverageRepository extends GenericRepository<CoverageRow, UUID> {

  List<CoverageRow> findAll();

  void saveAll(Iterable<CoverageRow> rows);

  void deleteByResourceId(UUID resourceId);

  List<CoverageRow> findByResourceId(UUID resourceId);
}
