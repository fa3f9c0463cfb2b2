package tw.shouwang.api.cases.records;

import tw.shouwang.api.cases.envelope.Receipt;

/// A case in the hands of somebody who has its receipt, for the length of one operation. What it
/// says was true when it was looked up; [CaseLock] says what still is.
///
/// @param hash the receipt's
public record CaseHandle(CaseRow row, Receipt receipt, byte[] hash) {

  @Override
  public String toString() {
    return "CaseHandle[redacted]";
  }
}
