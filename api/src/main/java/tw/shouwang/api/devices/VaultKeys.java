package tw.shouwang.api.devices;

import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.Environments;
import tw.shouwang.notifications.AddressKey;

/// Leads from a case to its row in the vault, for who holds the link key; nothing leads back.
@Singleton
final class VaultKeys {

  private static final String ALGORITHM = "HmacSHA256";

  private final KeyFiles keys;
  private volatile @Nullable SecretKeySpec linkKey;

  VaultKeys(KeyFiles keys, Environment environment) {
    this.keys = keys;
    if (!environment.getActiveNames().contains(Environments.COMMAND)) {
      // Whoever serves is refused at the start; the command that makes the key is not.
      linkKey();
    }
  }

  AddressKey of(UUID caseId) {
    byte[] id =
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(caseId.getMostSignificantBits())
            .putLong(caseId.getLeastSignificantBits())
            .array();
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(linkKey());
      return new AddressKey(mac.doFinal(id));
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
