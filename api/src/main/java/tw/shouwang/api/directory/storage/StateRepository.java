package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/// The single row that identifies the directory and its revision.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface StateRepository extends GenericRepository<StateRow, Boolean> {

  List<StateRow> findAll();

  void saveAll(Iterable<StateRow> rows);

  void save(StateRow row);

  @Query(
      """
      select *
      from directory.state
      """)
  Optional<StateRow> find();

  /// Whether this transaction may make the first row; nobody else may until it ends.
  @Query("select pg_try_advisory_xact_lock(hashtextextended('first import of the directory', 0))")
  boolean holdFirstImport();

  /// Takes the writers' lock until the end of the transaction.
  @Query(
      """
      select *
      from directory.state
      for update
      """)
  StateRow lock();

  /// Takes the same lock and increases the revision.
  @Query(
      """
      update directory.state
      set revision = revision + 1
      returning revision
      """)
  long nextRevision();

  @Query(
      """
      update directory.state
      set pack_version = :packVersion
      """)
  void setPackVersion(String packVersion);

  @Query(
      """
      update directory.state
      set oldest_revision = greatest(oldest_revision, :revision)
      """)
  void setOldestRevision(long revision);

  /// Notifies every listening node. Executed outside the change's transaction.
  @Query(
      """
      select count(*)
      from pg_notify('directory_changed', '')
      """)
  long announce();
}
