package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/// The data for understanding texts, in PostgreSQL.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface UnderstandingRepository extends GenericRepository<UnderstandingRow, String> {

  List<UnderstandingRow> findAll();

  void saveAll(Iterable<UnderstandingRow> rows);

  void deleteById(String key);

  /// Deletes what no person changed here, before an upgrade imports it again.
  @Query(
      """
      delete from directory.understanding
      where not edited
      """)
  void deleteUnedited();
}
