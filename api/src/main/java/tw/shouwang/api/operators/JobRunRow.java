package tw.shouwang.api.operators;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The last run of a job on any node.
///
/// @param triedAt when the last run ended
/// @param succeededAt when the last successful run ended
@MappedEntity(value = "job_run", schema = "operations")
record JobRunRow(@Id String job, Instant triedAt, @Nullable Instant succeededAt) {}
