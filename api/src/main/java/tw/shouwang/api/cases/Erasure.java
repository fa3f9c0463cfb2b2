package tw.shouwang.api.cases;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;
import tw.shouwang.api.devices.Devices;

/// Lets words die. Deleting both wraps makes what is left unreadable at once, and every backup with
/// it as the keys of that week are destroyed. A tombstone without content stays for statistics.
@Singleton
class Erasure {

  private final CaseRepository cases;
  private final ReceiptRepository receipts;
  private final ReceiptWrapRepository receiptWraps;
  private final CentreWrapRepository centreWraps;
  private final EntryRepository entries;
  private final EventRepository events;
  private final Devices devices;
  private final ErasureLedger ledger;
  private final CasePeriods periods;
  private final CoarseTime time;
  private final TransactionOperations<Connection> transactions;

  Erasure(
      CaseRepository cases,
      ReceiptRepository receipts,
      ReceiptWrapRepository receiptWraps,
      CentreWrapRepository centreWraps,
      EntryRepository entries,
      EventRepository events,
      Devices devices,
      ErasureLedger ledger,
      CasePeriods periods,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.cases = cases;
    this.receipts = receipts;
    this.receiptWraps = receiptWraps;
    this.centreWraps = centreWraps;
    this.entries = entries;
    this.events = events;
    this.devices = devices;
    this.ledger = ledger;
    this.periods = periods;
    this.time = new CoarseTime(clock);
    this.transactions = transactions;
  }

  /// At the sender's wish. Their way to the case ends now; the centre's ends now only when nobody
  /// has opened a routine case yet: whoever holds the phone must not be able to delete an unread
  /// report of danger.
  ///
  /// @return the last day on which the centre can read the words
  LocalDate withdraw(CaseHandle handle) {
    UUID id = handle.row().id();
    ledger.append(time.today(), receipts.findByCaseId(id));
    return transactions.executeWrite(status -> {
      cases.lock(id);
      CaseRow row = cases.findById(id).orElseThrow();
      Instant now = time.now();
      receipts.retireAll(id, periods.receiptRetiredUntil(now));
      receiptWraps.remove(id);
      devices.forget(id);
      events.save(Conversation.event(id, CaseEventKind.WITHDRAWN, periods.notBefore(id, now)));
      if (isUnopenedRoutine(row)) {
        eraseWords(id);
        return time.today();
      }
      LocalDate eraseOn = earlier(row.eraseOn(), lastDay(row, now));
      cases.setEraseOn(id, eraseOn);
      return eraseOn;
    });
  }

  /// At the end of a case's period.
  void expire(UUID id) {
    ledger.append(time.today(), receipts.findByCaseId(id));
    transactions.executeWrite(status -> {
      cases.lock(id);
      receipts.retireAll(id, periods.receiptRetiredUntil(time.now()));
      receiptWraps.remove(id);
      devices.forget(id);
      eraseWords(id);
      return null;
    });
  }

  private LocalDate lastDay(CaseRow row, Instant now) {
    return row.status() == CaseStatus.CLOSED ? time.today() : periods.eraseWithdrawnOn(now);
  }

  private void eraseWords(UUID id) {
    centreWraps.remove(id);
    entries.removeAll(id);
    cases.markErased(id, time.today());
  }

  /// A worker's first opening leaves the duplicate tag, acknowledging leaves the status.
  private static boolean isUnopenedRoutine(CaseRow row) {
    return row.urgency() == Urgency.ROUTINE
        && row.status() == CaseStatus.RECEIVED
        && row.duplicateTag() == null;
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
