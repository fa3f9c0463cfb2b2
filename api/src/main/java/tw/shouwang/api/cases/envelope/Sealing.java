package tw.shouwang.api.cases.envelope;

import java.util.UUID;

/// Seals and opens the texts that people write, entry by entry.
public interface Sealing {

  /// @param least the smallest size of the padded content in bytes
  byte[] seal(
      DataKey key, Binding binding, UUID entry, Direction direction, byte[] content, int least);

  /// @throws TamperedException if the bytes, the case, the entry or the direction differ from those
  ///   at sealing, or the padding is not empty
  byte[] open(DataKey key, Binding binding, UUID entry, Direction direction, byte[] sealed)
      throws TamperedException;
}
