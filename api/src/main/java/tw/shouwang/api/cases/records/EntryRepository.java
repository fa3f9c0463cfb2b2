package tw.shouwang.api.cases.records;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.cases.envelope.Direction;

/// The sealed entries of conversations.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface EntryRepository extends GenericRepository<EntryRow, UUID> {

  EntryRow save(EntryRow row);

  List<EntryRow> findByCaseId(UUID caseId);

  /// One after the last position; to be called while the case is locked.
  @Query(
      """
      select coalesce(max(position) + 1, 0)
      from cases.entry
      where case_id = :caseId
      """)
  int nextPosition(UUID caseId);

  @Query(
      """
      select count(*)
      from cases.entry
      where case_id = :caseId
        and direction = :direction
      """)
  int count(UUID caseId, Direction direction);

  /// The last entries before a position, the newest first.
  @Query(
      """
      select *
      from cases.entry
      where case_id = :caseId
        and position < :before
      order by position desc
      limit :atMost
      """)
  List<EntryRow> before(UUID caseId, int before, int atMost);

  Optional<EntryRow> findByCaseIdAndId(UUID caseId, UUID id);

  @Query(
      """
      delete from cases.entry
      where case_id = :caseId
      """)
  void removeAll(UUID caseId);

  Optional<EntryRow> findByCaseIdAndMessageTag(UUID caseId, byte[] messageTag);

  @Query(
      """
      update cases.entry
      set unread = false
      where case_id = :caseId
        and direction = 'FROM_STAFF'
        and unread
      """)
  void markRead(UUID caseId);
}
