package tw.shouwang.api.cases.notes;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;

/// A note between colleagues, sealed under the key of the case's notes.
///
/// @param worker the identity provider's name for its author
/// @param workerName the author's name for colleagues
@MappedEntity(value = "note", schema = "intake")
record NoteRow(
    @Id UUID id,
    UUID caseId,
    String worker,
    String workerName,
    Instant writtenAt,
    boolean forNextShift,
    byte[] noteTag,
    byte[] noteFingerprint,
    byte[] sealed) {

  static final int MOST_OF_A_CASE = 500;

  boolean says(byte[] fingerprint) {
    return MessageDigest.isEqual(noteFingerprint, fingerprint);
  }

  @Override
  public String toString() {
    return "NoteRow[redacted]";
  }
}
