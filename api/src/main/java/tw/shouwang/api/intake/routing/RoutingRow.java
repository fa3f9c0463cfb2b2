package tw.shouwang.api.intake.routing;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/// A saved version of a centre's table, with its rules as JSON.
@MappedEntity(value = "routing", schema = "intake")
record RoutingRow(@Id String centre, int version, String savedBy, Instant savedAt, String rules) {}
