package tw.shouwang.api.intake.handover;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/// A number that a neighbour has used.
///
/// @param bodyHash of the body that came with it, so that a repeated report is told from another
@MappedEntity(value = "neighbour_report", schema = "intake")
record NeighbourReportRow(
    @Id String receiver, String number, byte[] bodyHash, Instant receivedOn) {}
