package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Links for agencies. A public process may only check whether a link is open, and answer it.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface AgencyLinkRepository extends GenericRepository<AgencyLinkRow, UUID> {

  void save(AgencyLinkRow row);

  /// The entry of an unanswered link.
  @Query(
      """
      select entry_id
      from directory.agency_link
      where id = :id
        and answered_at is null
      """)
  Optional<UUID> findOpen(UUID id);

  /// Stores the answer; 0 if the link is no longer open or its entry has another version by now. A
  /// node's own snapshot of the entry may be older.
  @Query(
      """
      update directory.agency_link
      set answered_at = :at,
          version = :version,
          correction = :correction
      where id = :id
        and answered_at is null
        and expires_at > :at
        and exists (
          select
          from directory.entry
          where entry.id = agency_link.entry_id
            and entry.version = :version)
      """)
  long answer(UUID id, Instant at, long version, @Nullable String correction);

  Optional<AgencyLinkRow> findById(UUID id);

  List<AgencyLinkRow> findByAnsweredAtIsNotNullOrderByAnsweredAt();

  List<AgencyLinkRow> findByAnsweredAtIsNullAndExpiresAtAfter(Instant now);

  long deleteById(UUID id);

  void deleteByEntryIdAndAnsweredAtIsNull(UUID entryId);

  void deleteByAnsweredAtIsNullAndExpiresAtBefore(Instant before);
}
