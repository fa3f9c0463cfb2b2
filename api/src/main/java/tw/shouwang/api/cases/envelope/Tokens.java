package tw.shouwang.api.cases.envelope;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.foundation.Hashes;

/// The two parts of a receipt that a client shows instead of the receipt. No key of the case can be
/// derived from them.
public final class Tokens implements Credential {

  public static final int BYTES = 32;

  private final byte[] lookup;
  private final byte @Nullable [] handCheck;

  private Tokens(byte[] lookup, byte @Nullable [] handCheck) {
    if (lookup.length != BYTES || handCheck != null && handCheck.length != BYTES) {
      throw new IllegalArgumentException("a token has 32 bytes");
    }
    this.lookup = lookup.clone();
    this.handCheck = handCheck;
  }

  /// For reading only.
  public static Tokens reading(byte[] lookup) {
    return new Tokens(lookup, null);
  }

  /// The lookup in a request that was not parsed yet; empty if the text is no lookup.
  public static Optional<Credential> lookup(String text) {
    return StrictBase64.decoded(text).filter(bytes -> bytes.length == BYTES).map(Tokens::reading);
  }

  /// Both parts in a request for a change that was not parsed yet; empty if the texts are not such
  /// parts.
  public static Optional<Credential> changing(String lookup, String hand) {
    return StrictBase64.decoded(lookup)
        .filter(bytes -> bytes.length == BYTES)
        .flatMap(first ->
            StrictBase64.decoded(hand)
                .filter(bytes -> bytes.length == BYTES)
                .map(second -> changing(first, second)));
  }

  /// For a change.
  public static Tokens changing(byte[] lookup, byte[] hand) {
    if (hand.length != BYTES) {
      throw new IllegalArgumentException("a token has 32 bytes");
    }
    return new Tokens(lookup, handCheck(hand));
  }

  /// The tokens of a new case or a new receipt, for which the client sends only the hash of the
  /// hand.
  public static Tokens made(byte[] lookup, byte[] handCheck) {
    return new Tokens(lookup, handCheck.clone());
  }

  static byte[] handCheck(byte[] hand) {
    return Hashes.sha256(Derivation.label("hand-check"), hand);
  }

  @Override
  public byte[] lookup() {
    return lookup.clone();
  }

  @Override
  public Optional<byte[]> handCheck() {
    return Optional.ofNullable(handCheck).map(byte[]::clone);
  }

  @Override
  public String toString() {
    return "Tokens[redacted]";
  }
}
