package tw.shouwang.api.cases.sealing;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;
import tw.shouwang.api.cases.records.SealedState;

/// The key of a case's notes, wrapped for its centre.
@MappedEntity(value = "note_key", schema = "intake")
public record NoteKeyRow(
    @Id UUID caseId,
    String centre,
    int generation,
    byte[] wrap,
    byte[] keyCommitment,
    SealedState sealedState) {}
