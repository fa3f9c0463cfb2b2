package tw.shouwang.api.directory.storage;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/// Counties, cities and districts.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AreaRepository extends GenericRepository<AreaRow, String> {

  List<AreaRow> findAll();

  void saveAll(Iterable<AreaRow> rows);

  Optional<AreaRow> findById(String code);

  void save(AreaRow row);

  void update(AreaRow row);
}
