package tw.shouwang.api.cases;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.UUID;

/// The wraps for the centres. The public role writes them and can't read them.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CentreWrapRepository extends GenericRepository<CentreWrapRow, UUID> {

  CentreWrapRow save(CentreWrapRow row);
}
