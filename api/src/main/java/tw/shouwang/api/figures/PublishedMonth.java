package tw.shouwang.api.figures;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;

/// A centre's published figures of a past month, as JSON.
@MappedEntity(value = "published_figures", schema = "directory")
record PublishedMonth(@Id String centre, LocalDate month, String figures) {}
