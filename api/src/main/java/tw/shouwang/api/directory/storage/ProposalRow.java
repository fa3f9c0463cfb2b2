package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A change of an entry that waits for a second person.
///
/// @param document the entry after the change, as JSON; null if the change removes it
/// @param seen the entry's version before the change; 0 if there is no entry yet
@MappedEntity(value = "proposed_change", schema = "directory")
public record ProposalRow(
    @Id UUID id,
    UUID entryId,
    String key,
    @TypeDef(type = DataType.JSON) @Nullable String document,
    String action,
    long seen,
    String editor,
    Instant proposedAt) {}
