package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.util.List;

/// The single row that identifies the directory and its revision.
@MappedEntity(value = "state", schema = "directory")
record StateRow(
    @Id boolean onlyRow,
    String epoch,
    long revision,
    long oldestRevision,
    String packVersion,
    @TypeDef(type = DataType.JSON) List<List<String>> synonyms) {}
