package tw.shouwang.api.directory.search;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;

/// The number of searches in a month.
@MappedEntity(value = "search_count", schema = "directory")
record SearchCountRow(@Id LocalDate month, long searches, long withoutResult) {}
