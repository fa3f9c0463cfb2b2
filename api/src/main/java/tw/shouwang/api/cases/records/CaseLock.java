package tw.shouwang.api.cases.records;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.cases.envelope.ReceiptHash;

/// Every write of a sender starts here: locks the case until the caller's transaction ends and
/// checks again that the credential leads to it and may change it. Between a look-up and the lock
/// the case may have been erased, or its receipt changed.
@Singleton
public class CaseLock {

  private final CaseRepository cases;
  private final BeanProvider<ReceiptHash> hash;

  /// @param hash read on first use, because the staff role has no pepper
  CaseLock(CaseRepository cases, BeanProvider<ReceiptHash> hash) {
    this.cases = cases;
    this.hash = hash;
  }

  /// @return the case's present state, or empty if this credential no longer leads to it or is for
  ///   reading only
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<CaseRow> hold(CaseHandle handle) {
    lock(handle.row().id());
    // A second statement, because only it sees what was committed while the first waited for the
    // lock.
    return handle
        .credential()
        .handCheck()
        .flatMap(check -> cases.findByReceipt(handle.hash(), hash.get().hand(check)))
        .filter(row -> row.id().equals(handle.row().id()));
  }

  /// Locks a case until the caller's transaction ends, for a step that needs no credential and
  /// changes its entries.
  @Transactional(Transactional.TxType.MANDATORY)
  public void lock(UUID id) {
    // What is written to a merged case changes its main case too. Every step locks that one first.
    cases.mainOf(id).ifPresent(cases::lock);
    cases.lock(id);
  }

  /// Returns once everything that can be read of the case is stored as a confirmation promises.
  ///
  /// Where a standby confirms commits, a commit whose wait for it was broken off can be read and is
  /// on one disk only. Locking the case writes to the log behind it, so the lock's own commit waits
  /// for the standby.
  public void settle(UUID id) {
    cases.settle(id);
  }
}
