package tw.shouwang.api.directory;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/// One area that an entry covers.
@MappedEntity(value = "coverage", schema = "directory")
record CoverageRow(@Id UUID id, UUID resourceId, CoverageLayer layer, String area, int position) {}
