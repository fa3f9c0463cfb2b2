package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@MappedEntity(value = "area", schema = "directory")
record AreaRow(
    @Id String code,
    @TypeDef(type = DataType.JSON) Map<String, String> name,
    @Nullable String parent,
    boolean served,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> aliases,
    @Nullable Double latitude,
    @Nullable Double longitude) {}
