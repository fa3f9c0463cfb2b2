package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/// What texts are understood by, in PostgreSQL.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface UnderstandingRepository extends GenericRepository<UnderstandingRow, String> {

  List<UnderstandingRow> findAll();

  void saveAll(Iterable<UnderstandingRow> rows);

  /// Takes out what no person changed here, before an upgrade brings it anew.
  @Query(
      """
      delete from directory.understanding
      where not edited
      """)
  void deleteUnedited();
}
