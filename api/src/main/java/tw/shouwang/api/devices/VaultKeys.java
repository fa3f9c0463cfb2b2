package tw.shouwang.api.devices;

import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.Environments;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.DeviceToken;

/// Computes the vault's row key for a case or a staff device with the link key. The row key does
/// not lead back to the case.
@Singleton
final class VaultKeys {

  private static final String ALGORITHM = "HmacSHA256";

  private final KeyFiles keys;
  private volatile @Nullable SecretKeySpec linkKey;

  VaultKeys(KeyFiles keys, Environment environment) {
    this.keys = keys;
    if (!environment.getActiveNames().contains(Environments.COMMAND)) {
      // Serving without the key is refused at the start; the command that makes the key must still
      // run.
      linkKey();
    }
  }

  AddressKey of(UUID caseId) {
    byte[] id =
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(caseId.getMostSignificantBits())
            .putLong(caseId.getLeastSignificantBits())
            .array();
    return new AddressKey(hmac(id));
  }

  AddressKey ofStaff(String worker, String device) {
    // The length separates the two names unambiguously.
    return new AddressKey(hmac(text("staff device " + worker.length() + " " + worker + device)));
  }

  /// The seal for staff tokens on their way to the vault. Both kinds of process can open it; it is
  /// used for nothing else.
  SealedToken staffSeal() {
    return new SealedToken(hmac(text("seal of staff devices")));
  }

  byte[] tagOfStaff(DeviceToken token) {
    return hmac(text("tag of staff devices " + token.value()));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] hmac(byte[] of) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(linkKey());
      return mac.doFinal(of);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is not to be had", e);
    }
  }

  private SecretKeySpec linkKey() {
    SecretKeySpec known = linkKey;
    if (known == null) {
      known = new SecretKeySpec(keys.secret("link.key"), ALGORITHM);
      linkKey = known;
    }
    return known;
  }
}
