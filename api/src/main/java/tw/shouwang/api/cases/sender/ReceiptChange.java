package tw.shouwang.api.cases.sender;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.Optional;
import tw.shouwang.api.cases.envelope.Credential;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.envelope.Tokens;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CaseLock;
import tw.shouwang.api.cases.records.CasePeriods;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.ReceiptRepository;
import tw.shouwang.api.cases.records.ReceiptRow;
import tw.shouwang.api.cases.records.ReceiptWrapRepository;
import tw.shouwang.api.cases.records.ReceiptWrapRow;
import tw.shouwang.api.cases.sealing.Envelopes;

/// Replaces a receipt that somebody may have seen. Case, binding and words stay. The old receipt
/// opens nothing from then on, and cannot be used again for 30 days.
@Singleton
public class ReceiptChange {

  private final CaseViews views;
  private final ReceiptRepository receipts;
  private final ReceiptWrapRepository wraps;
  private final CaseLock lock;
  private final Envelopes envelopes;
  private final CasePeriods periods;
  private final CoarseTime time;
  private final TransactionOperations<Connection> transactions;

  ReceiptChange(
      CaseViews views,
      ReceiptRepository receipts,
      ReceiptWrapRepository wraps,
      CaseLock lock,
      Envelopes envelopes,
      CasePeriods periods,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.views = views;
    this.receipts = receipts;
    this.wraps = wraps;
    this.lock = lock;
    this.envelopes = envelopes;
    this.periods = periods;
    this.time = new CoarseTime(clock);
    this.transactions = transactions;
  }

  /// The result of a change.
  public sealed interface Change {
    record Changed(CaseView view) implements Change {}

    record UnknownCase() implements Change {}

    /// The case's key does not open with the receipt: a client has wrapped something else.
    record Unreadable() implements Change {}

    record NewReceiptTaken() implements Change {}
  }

  /// The credential that replaces a receipt.
  public sealed interface Replacement {

    Credential credential();

    /// A receipt for which the service wraps the case's key itself.
    record ByReceipt(Receipt receipt) implements Replacement {
      @Override
      public Credential credential() {
        return receipt;
      }
    }

    /// The parts of a receipt that only the client has, which has wrapped the case's key for it.
    record ByClient(Tokens tokens, byte[] inner) implements Replacement {
      @Override
      public Credential credential() {
        return tokens;
      }

      @Override
      public String toString() {
        return "ByClient[redacted]";
      }
    }
  }

  public Change change(Credential old, Replacement replacement) {
    byte[] replacementHash = envelopes.hash(replacement.credential());
    Optional<CaseHandle> found = views.findToChange(old);
    if (found.isEmpty()) {
      return retried(old, replacement);
    }
    CaseHandle handle = found.get();
    if (receipts.findByHash(replacementHash).isPresent()) {
      noteAt(replacement);
      return new Change.NewReceiptTaken();
    }
    try {
      return transactions
          .executeWrite(status -> write(handle, replacement, replacementHash))
          .orElseGet(() -> retried(old, replacement));
    } catch (DataAccessException e) {
      // The commit may have succeeded although its answer was lost, or another case took the new
      // receipt.
      if (views.findToChange(old).isEmpty()) {
        return retried(old, replacement);
      }
      if (receipts.findByHash(replacementHash).isPresent()) {
        noteAt(replacement);
        return new Change.NewReceiptTaken();
      }
      throw e;
    }
  }

  /// Stores that the new receipt has reached the service, in case it belongs to another case.
  private void noteAt(Replacement replacement) {
    if (replacement instanceof Replacement.ByReceipt(Receipt receipt)) {
      views.reached(receipt);
    }
  }

  /// The same pair again is the same change; anything else with an old receipt is unknown.
  private Change retried(Credential old, Replacement replacement) {
    Optional<byte[]> hand = envelopes.hand(old);
    Optional<ReceiptRow> retired =
        receipts
            .findByHash(envelopes.hash(old))
            .filter(ReceiptRow::isRetired)
            .filter(row -> hand.isPresent() && MessageDigest.isEqual(row.hand(), hand.get()));
    return views
        .findToChange(replacement.credential())
        .filter(now -> retired.isPresent() && retired.get().caseId().equals(now.row().id()))
        .<Change>map(now -> new Change.Changed(views.view(now)))
        .orElseGet(Change.UnknownCase::new);
  }

  /// @return empty if the old receipt no longer opens the case
  private Optional<Change> write(
      CaseHandle handle, Replacement replacement, byte[] replacementHash) {
    Optional<CaseRow> held = lock.hold(handle);
    Optional<ReceiptWrapRow> made;
    try {
      made = held.isEmpty() ? Optional.empty() : wrap(handle.to(held.get()), replacement);
    } catch (TamperedException e) {
      return Optional.of(new Change.Unreadable());
    }
    if (held.isPresent() && made.isPresent()) {
      CaseRow row = held.get();
      ReceiptWrapRow wrap = made.get();
      byte[] hand = envelopes.hand(replacement.credential()).orElseThrow();
      receipts.save(new ReceiptRow(replacementHash, hand, row.id(), null));
      receipts.retire(handle.hash(), periods.receiptRetiredUntil(time.now()));
      wraps.replace(row.id(), wrap.storageWeek(), wrap.wrap());
      return Optional.of(
          new Change.Changed(
              views.view(new CaseHandle(row, replacement.credential(), replacementHash))));
    }
    return Optional.empty();
  }

  /// The case's key under the new receipt; empty if the old one no longer opens the case.
  private Optional<ReceiptWrapRow> wrap(CaseHandle handle, Replacement replacement)
      throws TamperedException {
    CaseRow row = handle.row();
    switch (replacement) {
      case Replacement.ByClient(Tokens tokens, byte[] inner) -> {
        return Optional.of(envelopes.stored(row.id(), Envelopes.bindingOf(row), inner));
      }
      case Replacement.ByReceipt(Receipt receipt) -> {
        Optional<DataKey> key = views.key(handle);
        return key.isEmpty()
            ? Optional.empty()
            : Optional.of(envelopes.rewrap(row, key.get(), receipt));
      }
    }
  }
}
