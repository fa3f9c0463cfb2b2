package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/// A tombstone of an entry that a person removed. The key stays forever, so that no pack adds the
/// entry again; the feed contains it while `told`.
@MappedEntity(value = "removed_resource", schema = "directory")
record RemovedRow(@Id UUID id, String key, long revision, Instant removedAt, boolean told) {}
