package tw.shouwang.api.cases.envelope;

import java.nio.ByteBuffer;
import java.util.UUID;

/// Binds sealed bytes to their case. Derived once, from the receipt with which the case was opened,
/// and then stored with the case, so that it outlives a change of receipt.
public record Binding(byte[] bytes) {

  public static final int BYTES = 32;

  public Binding {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a binding has 32 bytes");
    }
  }

  public static Binding of(Receipt receipt) {
    return new Binding(receipt.derive("binding", BYTES));
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

  /// The associated data of something that exists once per case.
  byte[] only(String purpose) {
    byte[] label = Derivation.label(purpose);
    return ByteBuffer.allocate(label.length + BYTES).put(label).put(bytes).array();
  }
}
