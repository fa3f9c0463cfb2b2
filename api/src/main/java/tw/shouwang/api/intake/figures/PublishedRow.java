package tw.shouwang.api.intake.figures;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;

/// A centre's suppressed figures of a past month, as JSON.
@MappedEntity(value = "published_figures", schema = "directory")
record PublishedRow(@Id String centre, LocalDate month, String figures) {}
