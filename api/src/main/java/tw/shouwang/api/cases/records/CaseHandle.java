package tw.shouwang.api.cases.records;

import java.util.Optional;
import tw.shouwang.api.cases.envelope.Credential;
import tw.shouwang.api.cases.envelope.Receipt;

/// A case and what leads to it, for one operation. Its values were true at the look-up and may have
/// changed; [CaseLock] reads them again.
///
/// @param credential the receipt, or the parts of it that a client shows
/// @param hash the credential's
public record CaseHandle(CaseRow row, Credential credential, byte[] hash) {

  /// The same way to a later state of the case.
  public CaseHandle to(CaseRow later) {
    return new CaseHandle(later, credential, hash);
  }

  /// The receipt, with which the service opens what it has sealed itself; empty if the client keeps
  /// it.
  public Optional<Receipt> receipt() {
    return credential instanceof Receipt receipt ? Optional.of(receipt) : Optional.empty();
  }

  @Override
  public String toString() {
    return "CaseHandle[redacted]";
  }
}
