package tw.shouwang.api.cases.envelope;

import tw.shouwang.foundation.Hashes;

/// What is kept of a receipt: HMAC-SHA256 under the pepper over what is derived from it.
///
/// The receipt's 120 bits are random, so a slow hash would add nothing but a way to exhaust the
/// server; the pepper, which is never in the database, keeps a stolen table from even confirming a
/// receipt that somebody holds, or words that somebody guesses.
public interface ReceiptHash {

  /// Under what a case is found.
  byte[] of(Receipt receipt);

  /// What lets a receipt change its case.
  byte[] hand(Receipt receipt);

  /// What tells a retry.
  ///
  /// @param fingerprint under the receipt
  byte[] fingerprint(byte[] fingerprint);

  static ReceiptHash peppered(byte[] pepper) {
    byte[] kept = pepper.clone();
    return new ReceiptHash() {
      @Override
      public byte[] of(Receipt receipt) {
        return Hashes.hmac(kept, Derivation.label("lookup"), receipt.lookup());
      }

      @Override
      public byte[] hand(Receipt receipt) {
        return Hashes.hmac(kept, Derivation.label("hand"), receipt.handCheck());
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
