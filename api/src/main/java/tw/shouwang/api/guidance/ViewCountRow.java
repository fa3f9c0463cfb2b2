package tw.shouwang.api.guidance;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;

/// The number of views of one thing in a month. The table's key is both.
@MappedEntity(value = "view_count", schema = "directory")
record ViewCountRow(@Id LocalDate month, String view, long views) {}
