package tw.shouwang.api.cases.records;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The sealed conversations.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface EntryRepository extends GenericRepository<EntryRow, UUID> {

  EntryRow save(EntryRow row);

  List<EntryRow> findByCaseId(UUID caseId);

  long countByCaseId(UUID caseId);

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
