package tw.shouwang.api.cases.sender;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.Optional;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CasePeriods;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.ReceiptRepository;
import tw.shouwang.api.cases.records.ReceiptRow;
import tw.shouwang.api.cases.records.ReceiptWrapRepository;
import tw.shouwang.api.cases.records.ReceiptWrapRow;
import tw.shouwang.api.cases.sealing.Envelopes;

/// Puts another receipt in the place of one that somebody may have seen. Case, binding and words
/// stay; the old receipt opens nothing from then on, and can't be used again for 30 days.
@Singleton
class ReceiptChange {

  private final CaseViews views;
  private final ReceiptRepository receipts;
  private final ReceiptWrapRepository wraps;
  private final CaseRepository cases;
  private final Envelopes envelopes;
  private final CasePeriods periods;
  private final CoarseTime time;
  private final TransactionOperations<Connection> transactions;

  ReceiptChange(
      CaseViews views,
      ReceiptRepository receipts,
      ReceiptWrapRepository wraps,
      CaseRepository cases,
      Envelopes envelopes,
      CasePeriods periods,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.views = views;
    this.receipts = receipts;
    this.wraps = wraps;
    this.cases = cases;
    this.envelopes = envelopes;
    this.periods = periods;
    this.time = new CoarseTime(clock);
    this.transactions = transactions;
  }

  /// What became of it.
  sealed interface Outcome {
    record Changed(CaseView view) implements Outcome {}

    record UnknownCase() implements Outcome {}

    record NewReceiptTaken() implements Outcome {}
  }

  Outcome change(Receipt old, Receipt replacement) {
    Optional<CaseHandle> found = views.find(old);
    if (found.isEmpty()) {
      return retried(old, replacement);
    }
    if (receipts.findByHash(envelopes.hash(replacement)).isPresent()) {
      return new Outcome.NewReceiptTaken();
    }
    try {
      transactions.executeWrite(status -> {
        write(found.get(), replacement);
        return null;
      });
    } catch (DataAccessException e) {
      Outcome outcome = views.find(old).isEmpty() ? retried(old, replacement) : taken(replacement);
      if (outcome instanceof Outcome.UnknownCase) {
        throw e;
      }
      return outcome;
    }
    return new Outcome.Changed(views.view(new CaseHandle(found.get().row(), replacement)));
  }

  /// The same pair again is the same change; anything else with an old receipt is unknown.
  private Outcome retried(Receipt old, Receipt replacement) {
    Optional<ReceiptRow> retired =
        receipts.findByHash(envelopes.hash(old)).filter(ReceiptRow::isRetired);
    Optional<CaseHandle> now = views.find(replacement);
    if (retired.isPresent()
        && now.isPresent()
        && retired.get().caseId().equals(now.get().row().id())) {
      return new Outcome.Changed(views.view(now.get()));
    }
    return new Outcome.UnknownCase();
  }

  private Outcome taken(Receipt replacement) {
    return receipts.findByHash(envelopes.hash(replacement)).isPresent()
        ? new Outcome.NewReceiptTaken()
        : new Outcome.UnknownCase();
  }

  private void write(CaseHandle handle, Receipt replacement) throws Exception {
    CaseRow row = handle.row();
    cases.lock(row.id());
    ReceiptWrapRow wrap = envelopes.rewrap(row, views.key(handle), replacement);
    receipts.save(new ReceiptRow(envelopes.hash(replacement), row.id(), null));
    receipts.retire(envelopes.hash(handle.receipt()), periods.receiptRetiredUntil(time.now()));
    wraps.replace(row.id(), wrap.storageWeek(), wrap.wrap());
  }
}
