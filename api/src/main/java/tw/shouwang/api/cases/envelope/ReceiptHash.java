package tw.shouwang.api.cases.envelope;

import tw.shouwang.foundation.Hashes;

/// The stored values for a receipt, or for its two parts: HMAC-SHA256 under the pepper over values
/// derived from the receipt.
///
/// The receipt's 120 bits are random, so a slow hash would add nothing but a way to exhaust the
/// server. The pepper is never in the database, so with a stolen table nobody can check a receipt
/// that they hold, or words that they guess.
public interface ReceiptHash {

  /// The key by which a case is found.
  byte[] of(Credential credential);

  /// The value that authorizes somebody to change a case.
  ///
  /// @param handCheck of the credential
  byte[] hand(byte[] handCheck);

  /// The value by which a retry is recognized.
  ///
  /// @param fingerprint under the receipt
  byte[] fingerprint(byte[] fingerprint);

  static ReceiptHash peppered(byte[] pepper) {
    byte[] kept = pepper.clone();
    return new ReceiptHash() {
      @Override
      public byte[] of(Credential credential) {
        return Hashes.hmac(kept, Derivation.label("lookup"), credential.lookup());
      }

      @Override
      public byte[] hand(byte[] handCheck) {
        return Hashes.hmac(kept, Derivation.label("hand"), handCheck);
      }

      @Override
      public byte[] fingerprint(byte[] fingerprint) {
        return Hashes.hmac(kept, Derivation.label("fingerprint"), fingerprint);
      }

      @Override
      public String toString() {
        return "ReceiptHash[redacted]";
      }
    };
  }
}
