package tw.shouwang.api.cases.envelope;

import tw.shouwang.foundation.Hashes;

/// Under what a case is found: SHA-256 over the pepper and the receipt's 15 bytes.
///
/// The receipt's 120 bits are random, so a slow hash would add nothing but a way to exhaust the
/// server; the pepper, which is never in the database, keeps a stolen table from even confirming a
/// receipt that somebody holds.
@FunctionalInterface
public interface ReceiptHash {

  byte[] of(Receipt receipt);

  static ReceiptHash peppered(byte[] pepper) {
    byte[] kept = pepper.clone();
    return receipt -> Hashes.sha256(kept, receipt.secret());
  }
}
