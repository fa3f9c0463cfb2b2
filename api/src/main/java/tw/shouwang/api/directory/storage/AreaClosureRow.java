package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity(value = "area_closure", schema = "directory")
public record AreaClosureRow(
    @Id UUID id,
    String area,
    Instant closedFrom,
    Instant closedUntil,
    @TypeDef(type = DataType.JSON) @Nullable Map<String, String> reason) {}
