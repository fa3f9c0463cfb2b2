package tw.shouwang.api.cases.sealing;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import tw.shouwang.api.keys.KeyFiles;

/// Signs and checks proofs: Ed25519 over a day, an office and a random number. Because of the
/// random number, two proofs of one case cannot be linked.
@Singleton
public class ProofKey {

  private static final String NAME = "proof.key";
  private static final String VERSION = "shouwang-proof-1";
  private static final int RANDOM_BYTES = 16;

  private final Supplier<byte[]> privateKey;
  private final SecureRandom random;

  ProofKey(KeyFiles files, SecureRandom random) {
    this.privateKey = files.held(NAME, key -> key);
    this.random = random;
  }

  public String sign(LocalDate day, String office) {
    byte[] number = new byte[RANDOM_BYTES];
    random.nextBytes(number);
    String statement =
        String.join(".", VERSION, day.toString(), office, HexFormat.of().formatHex(number));
    try {
      byte[] signature = new Ed25519Sign(privateKey.get()).sign(bytes(statement));
      return statement + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 failed to sign", e);
    }
  }

  /// The content of a proof with a valid signature.
  public record Statement(LocalDate day, String office) {}

  public static Optional<Statement> verify(String signed, byte[] publicKey) {
    String[] parts = signed.strip().split("\\.");
    if (parts.length != 5 || !parts[0].equals(VERSION)) {
      return Optional.empty();
    }
    try {
      String statement = String.join(".", parts[0], parts[1], parts[2], parts[3]);
      new Ed25519Verify(publicKey)
          .verify(Base64.getUrlDecoder().decode(parts[4]), bytes(statement));
      return Optional.of(new Statement(LocalDate.parse(parts[1]), parts[2]));
    } catch (GeneralSecurityException | RuntimeException e) {
      return Optional.empty();
    }
  }

  public byte[] publicKey() {
    try {
      return Ed25519Sign.KeyPair.newKeyPairFromSeed(privateKey.get()).getPublicKey();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the proof key is none", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
