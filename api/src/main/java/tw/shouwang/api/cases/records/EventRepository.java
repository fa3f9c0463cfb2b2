package tw.shouwang.api.cases.records;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/// The timelines of cases.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface EventRepository extends GenericRepository<EventRow, UUID> {

  EventRow save(EventRow row);

  List<EventRow> findByCaseId(UUID caseId);
}
