package tw.shouwang.api.cases.records;

import tw.shouwang.api.cases.envelope.Receipt;

/// A case in the hands of somebody who has its receipt, for the length of one operation.
public record CaseHandle(CaseRow row, Receipt receipt) {

  @Override
  public String toString() {
    return "CaseHandle[redacted]";
  }
}
