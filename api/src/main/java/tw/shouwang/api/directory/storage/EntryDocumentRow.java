package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.UUID;

/// A stored entry.
///
/// @param document the entry as JSON, without its version and revision
/// @param modifiedAt when this state was written
/// @param edited a person changed it here, so a newer pack does not overwrite it
@MappedEntity(value = "entry", schema = "directory")
record EntryDocumentRow(
    @Id UUID id,
    String key,
    @TypeDef(type = DataType.JSON) String document,
    long version,
    long revision,
    boolean edited,
    Instant modifiedAt) {}
