package tw.shouwang.api.pages.integrity;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import tw.shouwang.foundation.Hashes;

/// A release's signature, in the form in which a public log takes it: the body of Sigsum's request
/// `add-leaf` (<https://git.glasklar.is/sigsum/project/documentation/-/blob/main/log.md>). One
/// signature is for both, so that what is published is what is checked.
///
/// @param message SHA-256 of the list's bytes
/// @param signature Ed25519 over Sigsum's namespace and SHA-256 of the message
/// @param publicKey 32 bytes
@SuppressWarnings("ArrayRecordComponent") // Never changed, never compared.
record ReleaseSignature(byte[] message, byte[] signature, byte[] publicKey) {

  private static final byte[] NAMESPACE =
      "sigsum.org/v1/tree-leaf\0".getBytes(StandardCharsets.US_ASCII);
  private static final HexFormat HEX = HexFormat.of();

  static ReleaseSignature of(byte[] list, byte[] privateKey, byte[] publicKey) {
    byte[] message = Hashes.sha256(list);
    try {
      return new ReleaseSignature(
          message, new Ed25519Sign(privateKey).sign(signed(message)), publicKey);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 failed to sign", e);
    }
  }

  private static byte[] signed(byte[] message) {
    byte[] checksum = Hashes.sha256(message);
    byte[] signed = new byte[NAMESPACE.length + checksum.length];
    System.arraycopy(NAMESPACE, 0, signed, 0, NAMESPACE.length);
    System.arraycopy(checksum, 0, signed, NAMESPACE.length, checksum.length);
    return signed;
  }

  /// Whether it is of this list, under this key, whichever key it names itself.
  boolean isOf(byte[] list, byte[] trusted) {
    byte[] message = Hashes.sha256(list);
    if (!java.security.MessageDigest.isEqual(message, this.message)) {
      return false;
    }
    try {
      new Ed25519Verify(trusted).verify(signature, signed(message));
      return true;
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  String request() {
    return "message=%s\nsignature=%s\npublic_key=%s\n"
        .formatted(HEX.formatHex(message), HEX.formatHex(signature), HEX.formatHex(publicKey));
  }

  static Optional<ReleaseSignature> parse(String request) {
    Map<String, byte[]> parts = new HashMap<>();
    for (String line : request.strip().lines().toList()) {
      int at = line.indexOf('=');
      try {
        parts.put(line.substring(0, Math.max(at, 0)), HEX.parseHex(line.substring(at + 1)));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    byte[] message = parts.get("message");
    byte[] signature = parts.get("signature");
    byte[] publicKey = parts.get("public_key");
    return message == null || signature == null || publicKey == null
        ? Optional.empty()
        : Optional.of(new ReleaseSignature(message, signature, publicKey));
  }
}
