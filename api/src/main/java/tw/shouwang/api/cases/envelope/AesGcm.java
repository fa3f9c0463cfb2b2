package tw.shouwang.api.cases.envelope;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256-GCM. Output: a random 12-byte nonce, the ciphertext, the 16-byte tag.
public final class AesGcm {

  private static final int NONCE = 12;
  private static final int TAG = 16;

  private final SecureRandom random;

  public AesGcm(SecureRandom random) {
    this.random = random;
  }

  public byte[] seal(byte[] key, byte[] associated, byte[] plain) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] sealed = new byte[NONCE + plain.length + TAG];
    System.arraycopy(nonce, 0, sealed, 0, NONCE);
    try {
      cipher(Cipher.ENCRYPT_MODE, key, nonce, associated)
          .doFinal(plain, 0, plain.length, sealed, NONCE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM failed to seal", e);
    }
    return sealed;
  }

  public byte[] open(byte[] key, byte[] associated, byte[] sealed) throws TamperedException {
    if (sealed.length < NONCE + TAG) {
      throw new TamperedException();
    }
    byte[] nonce = Arrays.copyOf(sealed, NONCE);
    try {
      return cipher(Cipher.DECRYPT_MODE, key, nonce, associated)
          .doFinal(sealed, NONCE, sealed.length - NONCE);
    } catch (AEADBadTagException e) {
      throw new TamperedException();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM failed to open", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] associated)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * 8, nonce));
    cipher.updateAAD(associated);
    return cipher;
  }
}
