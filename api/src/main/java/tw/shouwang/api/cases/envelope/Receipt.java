package tw.shouwang.api.cases.envelope;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import tw.shouwang.foundation.BlankText;

/// A sender's only access to their case: 120 random bits that only the sender keeps.
///
/// Written as 24 Crockford base32 characters and one Luhn mod 32 check character, in five groups of
/// five. Reading is lenient, because receipts are copied from messages and notes: case, spaces,
/// line ends, punctuation and invisible characters do not matter, `I` and `L` are `1`, `O` is `0`,
/// full-width characters count as plain ones. `toString` hides the receipt, so that none gets into
/// a log.
public final class Receipt implements Credential {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int SECRET_BYTES = 15;
  private static final int DIGITS = 24;
  private static final int GROUP = 5;
  private static final int LONGEST_INPUT = 200;

  /// Dashes and dots that Unicode classes as symbols or letters: tilde, minus signs, dot operators,
  /// bullets, box-drawing lines, and the long vowel mark that a Japanese keyboard gives for a dash.
  private static final String DASHES_AND_DOTS =
      "~\u02D7\u2212\u2219\u22C5\u2500\u2501\u25CF\u2796\u30FC";

  private final byte[] secret;

  private Receipt(byte[] secret) {
    this.secret = secret;
  }

  public static Receipt random(SecureRandom random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return new Receipt(secret);
  }

  /// Reads a receipt as a person typed it; empty if it is not a receipt.
  public static Optional<Receipt> parse(String typed) {
    if (typed.length() > LONGEST_INPUT) {
      return Optional.empty();
    }
    int[] values = new int[DIGITS + 1];
    int count = 0;
    String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC);
    for (int c : plain.codePoints().filter(c -> !isSeparator(c)).toArray()) {
      int value = valueOf(c);
      if (value < 0 || count > DIGITS) {
        return Optional.empty();
      }
      values[count++] = value;
    }
    if (count != DIGITS + 1 || values[DIGITS] != checkOf(values)) {
      return Optional.empty();
    }
    return Optional.of(new Receipt(pack(values)));
  }

  /// The written form, e.g. `KQZKB-6FAGN-QV2BJ-Q40GY-4GE0R`: for the sender only.
  public String text() {
    int[] values = unpack(secret);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= DIGITS; i++) {
      if (i > 0 && i % GROUP == 0) {
        text.append('-');
      }
      text.append(ALPHABET.charAt(values[i]));
    }
    return text.toString();
  }

  /// The 15 random bytes, most significant first. Every key of this receipt is derived from them.
  byte[] secret() {
    return secret.clone();
  }

  /// The part that finds and opens the receipt's case. Alone it cannot change anything.
  @Override
  public byte[] lookup() {
    return derive("lookup", 32);
  }

  /// The second part, needed together with [#lookup()] for every change of the case.
  byte[] hand() {
    return derive("hand", 32);
  }

  /// A value by which the second part is checked without revealing it.
  @Override
  public Optional<byte[]> handCheck() {
    return Optional.of(Tokens.handCheck(hand()));
  }

  /// Bytes for one purpose; nothing about the receipt or another purpose follows from them.
  byte[] derive(String purpose, int length) {
    return Derivation.derive(secret, purpose, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Receipt that && MessageDigest.isEqual(secret, that.secret);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(secret);
  }

  @Override
  public String toString() {
    return "Receipt[redacted]";
  }

  /// Whether a character is a separator that somebody types or copies between the groups, or an
  /// invisible one.
  private static boolean isSeparator(int c) {
    return BlankText.isSpaceOrFormat(c)
        || switch (Character.getType(c)) {
          case Character.DASH_PUNCTUATION,
              Character.CONNECTOR_PUNCTUATION,
              Character.START_PUNCTUATION,
              Character.END_PUNCTUATION,
              Character.INITIAL_QUOTE_PUNCTUATION,
              Character.FINAL_QUOTE_PUNCTUATION,
              Character.OTHER_PUNCTUATION ->
              true;
          default -> DASHES_AND_DOTS.indexOf(c) >= 0;
        };
  }

  private static int valueOf(int c) {
    int upper = c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
    return switch (upper) {
      case 'O' -> 0;
      case 'I', 'L' -> 1;
      default -> ALPHABET.indexOf(upper);
    };
  }

  /// The Luhn sum in base 32: from the right, every other value is doubled, and the two base-32
  /// digits of the product are added.
  private static int checkOf(int[] values) {
    int sum = 0;
    int factor = 2;
    for (int i = DIGITS - 1; i >= 0; i--) {
      int product = values[i] * factor;
      sum += product / 32 + product % 32;
      factor = 3 - factor;
    }
    return (32 - sum % 32) % 32;
  }

  private static byte[] pack(int[] values) {
    byte[] bytes = new byte[SECRET_BYTES];
    for (int bit = 0; bit < SECRET_BYTES * 8; bit++) {
      int set = values[bit / 5] >> (4 - bit % 5) & 1;
      bytes[bit / 8] |= (byte) (set << (7 - bit % 8));
    }
    return bytes;
  }

  private static int[] unpack(byte[] bytes) {
    int[] values = new int[DIGITS + 1];
    for (int bit = 0; bit < SECRET_BYTES * 8; bit++) {
      int set = bytes[bit / 8] >> (7 - bit % 8) & 1;
      values[bit / 5] |= set << (4 - bit % 5);
    }
    values[DIGITS] = checkOf(values);
    return values;
  }
}
