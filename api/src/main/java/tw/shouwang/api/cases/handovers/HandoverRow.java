package tw.shouwang.api.cases.handovers;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A hand-over of one case to one neighbour system.
///
/// @param centre the centre that made it
/// @param neighbour the neighbour system's name
/// @param receiver the receiver in the settings; null while there is none
/// @param saidBy who said what became of it
/// @param passedOn the day on which it arrived
/// @param entries how many entries of the conversation are on their way or there
/// @param withdrawalTold whether the neighbour hears that the sender withdrew
@MappedEntity(value = "hand_over", schema = "cases")
public record HandoverRow(
    @Id UUID id,
    UUID caseId,
    String centre,
    String neighbour,
    @Nullable String receiver,
    HandoverState state,
    @Nullable HandoverReason reason,
    @Nullable String saidBy,
    Instant madeAt,
    Instant changedAt,
    @Nullable LocalDate passedOn,
    int entries,
    boolean withdrawalTold) {}
