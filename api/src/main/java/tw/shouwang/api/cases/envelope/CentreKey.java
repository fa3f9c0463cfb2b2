package tw.shouwang.api.cases.envelope;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.LocalDate;

/// One generation of a centre's public key as it is published, with the centre's signature over it.
///
/// The database is not trusted with it: a key counts only if it is signed by the key in every
/// process's settings. So somebody who can write the table cannot make the service wrap keys for
/// them.
///
/// @param suite the algorithms for everything sealed with this generation
public record CentreKey(
    int suite,
    String centre,
    int generation,
    LocalDate validFrom,
    LocalDate validUntil,
    byte[] publicKey,
    byte[] signature) {

  /// The only suite: HPKE with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM for the
  /// wrap, AES-256-GCM for entries.
  public static final int SUITE = 1;

  public CentreWrap.Recipient recipient() {
    return new CentreWrap.Recipient(centre, generation);
  }

  public static CentreKey signed(
      String centre,
      int generation,
      LocalDate validFrom,
      LocalDate validUntil,
      byte[] publicKey,
      byte[] signingKey) {
    CentreKey unsigned =
        new CentreKey(SUITE, centre, generation, validFrom, validUntil, publicKey, new byte[0]);
    try {
      byte[] signature = new Ed25519Sign(signingKey).sign(unsigned.signedBytes());
      return new CentreKey(SUITE, centre, generation, validFrom, validUntil, publicKey, signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 failed to sign", e);
    }
  }

  /// Whether this version knows the suite. It cannot wrap for other suites.
  public boolean isUsable() {
    return suite == SUITE;
  }

  public boolean isSignedBy(byte[] verificationKey) {
    try {
      new Ed25519Verify(verificationKey).verify(signature, signedBytes());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  byte[] signedBytes() {
    byte[] label = Derivation.label("centre-keyset");
    byte[] name = centre.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(label.length + 2 + name.length + 3 * Integer.BYTES + 32)
        .put(label)
        .put((byte) suite)
        .put((byte) name.length)
        .put(name)
        .putInt(generation)
        .putInt((int) validFrom.toEpochDay())
        .putInt((int) validUntil.toEpochDay())
        .put(publicKey)
        .array();
  }
}
