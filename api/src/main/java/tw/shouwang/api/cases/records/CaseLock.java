package tw.shouwang.api.cases.records;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;

/// The way in for every write of a sender's: holds the case until the caller's transaction ends and
/// asks again whether the receipt opens it. Between a look-up and the lock the case may have been
/// erased, or the receipt changed.
@Singleton
public class CaseLock {

  private final CaseRepository cases;

  CaseLock(CaseRepository cases) {
    this.cases = cases;
  }

  /// @return the case as it is now, or nothing when this receipt opens it no more
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<CaseRow> hold(CaseHandle handle) {
    cases.lock(handle.row().id());
    // A statement of its own, so that it sees what was committed while this one waited.
    return cases.findByReceiptHash(handle.hash()).filter(row -> row.id().equals(handle.row().id()));
  }
}
