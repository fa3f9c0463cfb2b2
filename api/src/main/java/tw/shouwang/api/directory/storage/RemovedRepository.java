package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Tombstones of removed entries.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface RemovedRepository extends GenericRepository<RemovedRow, UUID> {

  List<RemovedRow> findAll();

  void saveAll(Iterable<RemovedRow> rows);

  void save(RemovedRow row);

  void deleteById(UUID id);

  /// Removes from the feed what was removed before an instant, and returns the last such revision;
  /// 0 if there was none.
  @Query(
      """
      with forgotten as (
        update directory.removed_resource
        set told = false
        where told
          and removed_at < :before
        returning revision
      )
      select coalesce(max(revision), 0)
      from forgotten
      """)
  long forget(Instant before);
}
