package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A link by which an agency says once whether its entry is still right.
///
/// @param version the version of the entry that was answered about; null while nobody has answered
/// @param correction what the agency says is wrong; null where the entry is still right
@MappedEntity(value = "agency_link", schema = "directory")
public record AgencyLinkRow(
    @Id UUID id,
    UUID entryId,
    String key,
    String editor,
    Instant madeAt,
    Instant expiresAt,
    @Nullable Instant answeredAt,
    @Nullable Long version,
    @Nullable String correction) {

  @Override
  public String toString() {
    return "AgencyLinkRow[redacted]";
  }
}
