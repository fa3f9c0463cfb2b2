package tw.shouwang.foundation;

import java.util.Optional;
import java.util.UUID;

/// Ids as clients send them.
public final class Ids {

  private static final int LENGTH = 36;

  private Ids() {}

  /// The id in its canonical form of 36 characters, upper or lower case. A malformed id counts as
  /// unknown.
  public static Optional<UUID> parse(String text) {
    // UUID.fromString accepts shorter groups too.
    try {
      return text.length() == LENGTH ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
