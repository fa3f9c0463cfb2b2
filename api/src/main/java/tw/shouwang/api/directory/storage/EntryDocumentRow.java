package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.UUID;

/// An entry as stored.
///
/// @param document the entry as JSON, without its version and revision
/// @param modifiedAt when it was written as it is
/// @param edited a person changed it here, so a newer pack leaves it alone
@MappedEntity(value = "entry", schema = "directory")
record EntryDocumentRow(
    @Id UUID id,
    String key,
    @TypeDef(type = DataType.JSON) String document,
    long version,
    long revision,
    boolean edited,
    Instant modifiedAt) {}
