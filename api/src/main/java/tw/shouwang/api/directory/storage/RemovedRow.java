package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/// An entry that a person took out. The key stays for good, so that no pack brings it back; the
/// feed tells of it while `told`.
@MappedEntity(value = "removed_resource", schema = "directory")
record RemovedRow(@Id UUID id, String key, long revision, Instant removedAt, boolean told) {}
