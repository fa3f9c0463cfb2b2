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

  List<EntryRow> findByCaseIdOrderByPosition(UUID caseId);

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

  boolean existsById(UUID id);

  Optional<EntryRow> findByCaseIdAndId(UUID caseId, UUID id);

  /// @param ids separated by commas
  @Query(
      """
      select *
      from cases.entry
      where id = any(cast(string_to_array(:ids, ',') as uuid[]))
      """)
  List<EntryRow> ofIds(String ids);

  @Query(
      """
      delete from cases.entry
      where case_id = :caseId
      """)
  void removeAll(UUID caseId);

  Optional<EntryRow> findByCaseIdAndDirectionAndMessageTag(
      UUID caseId, Direction direction, byte[] messageTag);

  /// The ids of a conversation's entries, in order.
  @Query(
      """
      select id
      from cases.entry
      where case_id = :caseId
      order by position
      """)
  List<UUID> ids(UUID caseId);

  /// How many entries one side has read: all before the other side's first unread one.
  @Query(
      """
      select count(*)
      from cases.entry
      where case_id = :caseId
        and position < all (
          select position
          from cases.entry
          where case_id = :caseId
            and direction <> :reader
            and unread)
      """)
  int read(UUID caseId, Direction reader);

  /// Whether a retry of this message raised its urgency to danger.
  @Query(
      """
      select danger_said_again
      from cases.entry
      where id = :id
      """)
  boolean isDangerSaidAgain(UUID id);

  @Query(
      """
      update cases.entry
      set danger_said_again = true
      where id = :id
      """)
  void markDangerSaidAgain(UUID id);

  /// Marks staff's entries between two positions as read, so that an entry that was not shown stays
  /// unread.
  @Query(
      """
      update cases.entry
      set unread = false
      where case_id = :caseId
        and direction = 'FROM_STAFF'
        and position between :first and :last
        and unread
      """)
  void markRead(UUID caseId, int first, int last);
}
