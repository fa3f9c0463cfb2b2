package tw.shouwang.api.cases.envelope;

import java.util.UUID;

/// Seals and opens the texts that people write, entry by entry.
public interface Sealing {

  /// @param least how many bytes the padded content has at least
  byte[] seal(
      DataKey key, Binding binding, UUID entry, Direction direction, byte[] content, int least);

  /// @throws TamperedException when a byte, the case, the entry or the direction is not the sealed
  ///   one, or the padding holds something
  byte[] open(DataKey key, Binding binding, UUID entry, Direction direction, byte[] sealed)
      throws TamperedException;
}
