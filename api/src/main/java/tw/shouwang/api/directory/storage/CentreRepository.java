package tw.shouwang.api.directory.storage;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/// Central intakes.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CentreRepository extends GenericRepository<CentreRow, String> {

  List<CentreRow> findAll();

  void saveAll(Iterable<CentreRow> rows);

  Optional<CentreRow> findById(String code);

  void save(CentreRow row);

  void update(CentreRow row);
}
