package tw.shouwang.api.cases.records;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;
import tw.shouwang.api.cases.envelope.ReceiptHash;

/// The way in for every write of a sender's: holds the case until the caller's transaction ends and
/// asks again whether the receipt opens it and may change it. Between a look-up and the lock the
/// case may have been erased, or the receipt changed.
@Singleton
public class CaseLock {

  private final CaseRepository cases;
  private final BeanProvider<ReceiptHash> hash;

  /// @param hash read when somebody writes: the staff role has no pepper
  CaseLock(CaseRepository cases, BeanProvider<ReceiptHash> hash) {
    this.cases = cases;
    this.hash = hash;
  }

  /// @return the case's present state, or empty if this receipt no longer opens it
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<CaseRow> hold(CaseHandle handle) {
    cases.lock(handle.row().id());
    // A statement of its own, so that it sees what was committed while this one waited.
    return cases
        .findByReceipt(handle.hash(), hash.get().hand(handle.receipt()))
        .filter(row -> row.id().equals(handle.row().id()));
  }
}
