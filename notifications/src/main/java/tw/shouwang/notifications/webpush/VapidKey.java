package tw.shouwang.notifications.webpush;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/// The key by which push services know us (VAPID, RFC 8292). Browsers bind a subscription to its
/// public half, so it is kept for as long as subscriptions are.
final class VapidKey {

  private static final Duration VALID = Duration.ofHours(12);

  private final KeyPair keys;

  private VapidKey(KeyPair keys) {
    this.keys = keys;
  }

  static VapidKey generate() {
    return new VapidKey(P256.newKeys());
  }

  /// Two lines of base64: the private key (PKCS #8), then the public one (X.509).
  static VapidKey read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.size() < 2) {
      throw new IOException("a VAPID key file has two lines");
    }
    try {
      KeyFactory factory = KeyFactory.getInstance("EC");
      return new VapidKey(
          new KeyPair(
              factory.generatePublic(new X509EncodedKeySpec(decode(lines.get(1)))),
              factory.generatePrivate(new PKCS8EncodedKeySpec(decode(lines.get(0))))));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("not a VAPID key file", e);
    }
  }

  /// Writes a new file that only its owner can read.
  void write(Path file) throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(file, ownerOnly);
    String lines =
        encode(keys.getPrivate().getEncoded()) + "\n" + encode(keys.getPublic().getEncoded());
    Files.writeString(file, lines + "\n", StandardOpenOption.WRITE);
  }

  /// What a web app gives its browser as `applicationServerKey`.
  String publicKey() {
    return url(P256.bytes((ECPublicKey) keys.getPublic()));
  }

  /// The Authorization header for one push service.
  String authorization(URI endpoint, String contact, Instant now) {
    String header = "{\"typ\":\"JWT\",\"alg\":\"ES256\"}";
    var claims = new JsonObject();
    claims.addProperty("aud", endpoint.getScheme() + "://" + endpoint.getRawAuthority());
    claims.addProperty("exp", now.plus(VALID).getEpochSecond());
    claims.addProperty("sub", contact);
    String signed = url(utf8(header)) + "." + url(utf8(claims.toString()));
    return "vapid t=" + signed + "." + url(sign(signed)) + ", k=" + publicKey();
  }

  private byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(keys.getPrivate());
      signature.update(utf8(text));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("VAPID signature", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] decode(String line) {
    return Base64.getDecoder().decode(line.strip());
  }
}
