package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.util.List;
import java.util.Map;

@MappedEntity(value = "centre", schema = "directory")
record CentreRow(
    @Id String code,
    @TypeDef(type = DataType.JSON) Map<String, String> name,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> areas,
    String resource) {}
