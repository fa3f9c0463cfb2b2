package tw.shouwang.api.cases.envelope;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.LowLevelCryptoCaller;
import com.google.crypto.tink.hybrid.HpkePrivateKey;
import com.google.crypto.tink.hybrid.subtle.HpkeDecrypt;
import com.google.crypto.tink.subtle.X25519;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;

/// The private half of a generation, ready to open wraps. To make it ready costs twice as much as
/// to open a wrap, because its public half is computed and checked. Prints nothing.
@AccessesPartialKey
@LowLevelCryptoCaller
public final class CentrePrivateKey {

  private final HybridDecrypt opener;

  /// @param bytes 32 bytes, as [CentreWrap.KeyPair] has them
  public CentrePrivateKey(byte[] bytes) {
    try {
      this.opener =
          HpkeDecrypt.create(
              HpkePrivateKey.create(
                  CentreWrap.publicKey(X25519.publicFromPrivate(bytes)),
                  SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get())));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a private key of X25519", e);
    }
  }

  byte[] open(byte[] wrap, byte[] info) throws TamperedException {
    try {
      return opener.decrypt(wrap, info);
    } catch (GeneralSecurityException | RuntimeException e) {
      // Anybody may have written these bytes, so every decoding failure counts as tampering.
      throw new TamperedException();
    }
  }

  @Override
  public String toString() {
    return "CentrePrivateKey[redacted]";
  }
}
