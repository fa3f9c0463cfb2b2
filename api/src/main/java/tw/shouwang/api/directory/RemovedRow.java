package tw.shouwang.api.directory;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

@MappedEntity(value = "removed_resource", schema = "directory")
record RemovedRow(@Id UUID id, String key, long revision) {}
