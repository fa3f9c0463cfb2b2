package tw.shouwang.api.directory.storage;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/// Openings of entries and contacts.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PeriodRepository extends GenericRepository<PeriodRow, UUID> {

  List<PeriodRow> findAll();

  void saveAll(Iterable<PeriodRow> rows);

  void deleteByResourceId(UUID resourceId);

  List<PeriodRow> findByResourceId(UUID resourceId);
}
