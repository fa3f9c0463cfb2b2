package tw.shouwang.api.cases.records;

import tw.shouwang.api.cases.envelope.Receipt;

/// A case and the receipt that opens it, for one operation. Its values were true at the look-up and
/// may have changed; [CaseLock] reads them again.
///
/// @param hash the receipt's
public record CaseHandle(CaseRow row, Receipt receipt, byte[] hash) {

  @Override
  public String toString() {
    return "CaseHandle[redacted]";
  }
}
