package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A link with which an agency confirms or corrects its entry once.
///
/// @param version the version of the entry that the agency saw; null before the answer
/// @param correction what the agency says is wrong; null if the entry is still right
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
