package tw.shouwang.api.cases.envelope;

import java.util.UUID;

/// Seals what people write, entry by entry, and opens it again.
public interface Sealing {

  byte[] seal(DataKey key, Binding binding, UUID entry, Direction direction, byte[] content);

  /// @throws TamperedException when a byte, the case, the entry or the direction is not the sealed
  ///   one
  byte[] open(DataKey key, Binding binding, UUID entry, Direction direction, byte[] sealed)
      throws TamperedException;
}
