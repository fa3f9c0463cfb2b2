package tw.shouwang.api.cases.envelope;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;

/// Binds sealed bytes to their case. A random value, made with the first sealing and stored with
/// the case, so that it outlives a change of receipt. It is derived from nothing, so a receipt and
/// a copy of the database do not lead to the case.
public record Binding(byte[] bytes) {

  public static final int BYTES = 32;

  public Binding {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a binding has 32 bytes");
    }
  }

  public static Binding random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Binding(bytes);
  }

  /// The associated data of one entry. An entry sealed with it does not open in another case, as
  /// another entry or in the other direction.
  byte[] entry(UUID entry, Direction direction) {
    byte[] label = Derivation.label("entry");
    return ByteBuffer.allocate(label.length + BYTES + 17)
        .put(label)
        .put(bytes)
        .putLong(entry.getMostSignificantBits())
        .putLong(entry.getLeastSignificantBits())
        .put(direction.code())
        .array();
  }

  /// The associated data of one note. A note sealed with it does not open in another case, as
  /// another note or as an entry.
  byte[] note(UUID note) {
    byte[] bound = only("note");
    return ByteBuffer.allocate(bound.length + 16)
        .put(bound)
        .putLong(note.getMostSignificantBits())
        .putLong(note.getLeastSignificantBits())
        .array();
  }

  /// The associated data of something that exists once per case.
  byte[] only(String purpose) {
    byte[] label = Derivation.label(purpose);
    return ByteBuffer.allocate(label.length + BYTES).put(label).put(bytes).array();
  }

  /// The same for a wrap of the case's key.
  byte[] only(String purpose, Commitment commitment) {
    byte[] bound = only(purpose);
    return ByteBuffer.allocate(bound.length + Commitment.BYTES)
        .put(bound)
        .put(commitment.bytes())
        .array();
  }
}
