package tw.shouwang.api.cases.retention;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.cases.records.CaseEventKind;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CasePeriods;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.CentreWrapRepository;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.EntryRepository;
import tw.shouwang.api.cases.records.EventRepository;
import tw.shouwang.api.cases.records.EventRow;
import tw.shouwang.api.cases.records.ReceiptRepository;
import tw.shouwang.api.cases.records.ReceiptWrapRepository;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.devices.Devices;

/// Lets words die. Deleting both wraps makes what is left unreadable at once, and every backup with
/// it as the keys of that week are destroyed. A tombstone without content stays for statistics.
@Singleton
public class Erasure {

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
  public LocalDate withdraw(CaseHandle handle) {
    UUID id = handle.row().id();
    ledger.append(time.today(), receipts.findByCaseId(id), ErasureLedger.Kind.WITHDRAWN);
    return transactions.executeWrite(status -> {
      cases.lock(id);
      return withdraw(id, time.now());
    });
  }

  private LocalDate withdraw(UUID id, Instant at) {
    CaseRow row = cases.findById(id).orElseThrow();
    endTheSendersWay(id);
    events.save(EventRow.of(id, CaseEventKind.WITHDRAWN, periods.notBefore(id, at)));
    LocalDate eraseOn = earlier(row.eraseOn(), lastDay(row, at));
    if (isUnopenedRoutine(row)) {
      eraseWords(id);
      return time.today();
    }
    cases.setEraseOn(id, eraseOn);
    return eraseOn;
  }

  /// At the end of a case's period.
  void expire(UUID id) {
    ledger.append(time.today(), receipts.findByCaseId(id), ErasureLedger.Kind.ERASED);
    transactions.executeWrite(status -> {
      cases.lock(id);
      endTheSendersWay(id);
      eraseWords(id);
      return null;
    });
  }

  /// Does again what a ledger says was done, in a database that was restored from before it. What
  /// is done already is left alone; what has been erased since is none the worse.
  ///
  /// @return whether there was anything to do
  boolean replay(ErasureLedger.Line line) {
    return transactions.executeWrite(status -> {
      Optional<UUID> open =
          receipts.findByHash(line.hash()).flatMap(receipt -> cases.findOpenable(receipt.caseId()));
      if (open.isEmpty()) {
        return false;
      }
      UUID id = open.get();
      cases.lock(id);
      switch (line.kind()) {
        case ERASED -> {
          endTheSendersWay(id);
          eraseWords(id);
        }
        case WITHDRAWN -> {
          if (isWithdrawn(id)) {
            return false;
          }
          withdraw(id, line.day().atStartOfDay(CoarseTime.TAIPEI).toInstant());
        }
      }
      return true;
    });
  }

  private void endTheSendersWay(UUID id) {
    receipts.retireAll(id, periods.receiptRetiredUntil(time.now()));
    receiptWraps.deleteByCaseId(id);
    devices.forget(id);
  }

  private boolean isWithdrawn(UUID id) {
    return events.findByCaseId(id).stream()
        .anyMatch(event -> event.kind() == CaseEventKind.WITHDRAWN);
  }

  private LocalDate lastDay(CaseRow row, Instant now) {
    return row.status() == CaseStatus.CLOSED ? time.today() : periods.eraseWithdrawnOn(now);
  }

  private void eraseWords(UUID id) {
    centreWraps.deleteByCaseId(id);
    entries.removeAll(id);
    cases.markErased(id, time.today());
  }

  private boolean isUnopenedRoutine(CaseRow row) {
    return row.urgency() == Urgency.ROUTINE
        && row.status() == CaseStatus.RECEIVED
        && !cases.isOpened(row.id());
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
