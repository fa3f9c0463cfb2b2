package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;
import tw.shouwang.api.directory.entries.CoverageLayer;

/// One area that an entry covers.
@MappedEntity(value = "coverage", schema = "directory")
record CoverageRow(@Id UUID id, UUID resourceId, CoverageLayer layer, String area, int position) {}
