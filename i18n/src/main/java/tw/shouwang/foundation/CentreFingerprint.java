package tw.shouwang.foundation;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The fingerprint of the key that signs a centre's keysets, as posters print it: 32 hexadecimal
/// digits in groups of four. Its bytes are in `api/ENVELOPE.md`.
public final class CentreFingerprint {

  private static final int BYTES = 16;
  private static final int KEY_BYTES = 32;
  private static final Pattern GROUP = Pattern.compile("(....)(?=.)");

  private CentreFingerprint() {}

  /// @param key 32 bytes in base64
  /// @return empty if it is no key
  public static Optional<String> of(String centre, String key) {
    byte[] bytes;
    try {
      bytes = EitherBase64.decoded(key);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return bytes.length == KEY_BYTES ? Optional.of(of(centre, bytes)) : Optional.empty();
  }

  public static String of(String centre, byte[] key) {
    byte[] code = centre.getBytes(StandardCharsets.US_ASCII);
    byte[] hash =
        Hashes.sha256(
            "shouwang/1 centre-anchor".getBytes(StandardCharsets.US_ASCII),
            new byte[] {(byte) code.length},
            code,
            key);
    return GROUP.matcher(HexFormat.of().formatHex(hash, 0, BYTES)).replaceAll("$1 ");
  }

  /// Whether somebody typed this fingerprint, with or without blanks, in whichever case.
  public static boolean isSame(String fingerprint, String typed) {
    return plain(fingerprint).equals(plain(typed));
  }

  private static String plain(String typed) {
    return typed.replaceAll("[^0-9A-Za-z]", "").toLowerCase(Locale.ROOT);
  }
}
