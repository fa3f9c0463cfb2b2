package tw.shouwang.api.cases.envelope;

import tw.shouwang.foundation.Hashes;

/// The key by which a case is found: SHA-256 over the pepper and the receipt's 15 bytes.
///
/// The receipt's 120 bits are random, so a slow hash would add nothing but a way to exhaust the
/// server. The pepper is never in the database, so with a stolen table nobody can check even a
/// receipt that they hold.
@FunctionalInterface
public interface ReceiptHash {

  byte[] of(Receipt receipt);

  static ReceiptHash peppered(byte[] pepper) {
    byte[] kept = pepper.clone();
    return receipt -> Hashes.sha256(kept, receipt.secret());
  }
}
