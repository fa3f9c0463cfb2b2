package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

@MappedEntity(value = "source", schema = "directory")
record SourceRow(@Id String id, String title, @Nullable String url, @Nullable LocalDate asOf) {}
