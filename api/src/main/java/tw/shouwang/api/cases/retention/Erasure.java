package tw.shouwang.api.cases.retention;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.cases.handovers.Handovers;
import tw.shouwang.api.cases.handovers.LeftDays;
import tw.shouwang.api.cases.records.CaseEventKind;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CaseLock;
import tw.shouwang.api.cases.records.CasePeriods;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.CentreWrapRepository;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.EntryRepository;
import tw.shouwang.api.cases.records.EventRepository;
import tw.shouwang.api.cases.records.EventRow;
import tw.shouwang.api.cases.records.Happening;
import tw.shouwang.api.cases.records.HappeningRepository;
import tw.shouwang.api.cases.records.ReceiptRepository;
import tw.shouwang.api.cases.records.ReceiptWrapRepository;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.devices.Devices;
import tw.shouwang.foundation.TaiwanTime;

/// Erases the words of cases. Deleting both wraps makes the remaining ciphertext unreadable at
/// once, and the copies in backups when the storage keys of that week are destroyed. A tombstone
/// without content stays for statistics.
@Singleton
public class Erasure {

  private final CaseRepository cases;
  private final CaseLock lock;
  private final ReceiptRepository receipts;
  private final ReceiptWrapRepository receiptWraps;
  private final CentreWrapRepository centreWraps;
  private final EntryRepository entries;
  private final EventRepository events;
  private final Handovers handovers;
  private final HappeningRepository happenings;
  private final Devices devices;
  private final ErasureLedger ledger;
  private final CasePeriods periods;
  private final CoarseTime time;
  private final TransactionOperations<Connection> transactions;

  Erasure(
      CaseRepository cases,
      CaseLock lock,
      ReceiptRepository receipts,
      ReceiptWrapRepository receiptWraps,
      CentreWrapRepository centreWraps,
      EntryRepository entries,
      EventRepository events,
      Handovers handovers,
      HappeningRepository happenings,
      Devices devices,
      ErasureLedger ledger,
      CasePeriods periods,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.cases = cases;
    this.lock = lock;
    this.receipts = receipts;
    this.receiptWraps = receiptWraps;
    this.centreWraps = centreWraps;
    this.entries = entries;
    this.events = events;
    this.handovers = handovers;
    this.happenings = happenings;
    this.devices = devices;
    this.ledger = ledger;
    this.periods = periods;
    this.time = new CoarseTime(clock);
    this.transactions = transactions;
  }

  /// @param wordsErasedBy the last day on which the centre can read the words
  /// @param left the days on which copies of the case left the centre before; those stay where they
  ///   are
  public record Withdrawn(LocalDate wordsErasedBy, LeftDays left) {}

  /// Erases at the sender's wish. The sender's access ends now. The centre's access ends now only
  /// for a routine case that nobody has opened: a person who holds the sender's phone must not be
  /// able to delete an unread report of danger.
  ///
  /// @return empty if the receipt no longer opens the case
  public Optional<Withdrawn> withdraw(CaseHandle handle) {
    return transactions.executeWrite(status -> {
      Optional<CaseRow> held = lock.hold(handle);
      held.ifPresent(row -> write(row.id(), ErasureLedger.Kind.WITHDRAWN));
      return held.map(row -> {
        LeftDays left = handovers.left(row.id());
        return new Withdrawn(withdraw(row, time.now()), left);
      });
    });
  }

  private LocalDate withdraw(CaseRow row, Instant at) {
    UUID id = row.id();
    LocalDate eraseOn = earlier(row.eraseOn(), lastDay(row, at));
    endTheSendersWay(id);
    events.save(EventRow.of(id, CaseEventKind.WITHDRAWN, periods.notBefore(id, at)));
    cases.setWithdrawn(id, CoarseTime.dayOf(at), eraseOn);
    happenings.add(id, Happening.WITHDRAWN);
    if (isUnopenedRoutine(row)) {
      eraseWords(id);
      return time.today();
    }
    return eraseOn;
  }

  /// Erases at the end of a case's period. Checks the period again under the lock, because somebody
  /// may have written after the case was listed.
  ///
  /// @return whether the words were erased
  boolean expire(UUID id, LocalDate today) {
    return transactions.executeWrite(status -> {
      lock.lock(id);
      if (!cases.isDueForErasure(id, today)) {
        return false;
      }
      write(id, ErasureLedger.Kind.ERASED);
      endTheSendersWay(id);
      eraseWords(id);
      return true;
    });
  }

  /// Appends to the ledger before the transaction commits, so that no erasure is ever missing
  /// there. If the commit fails, the ledger has a line for an erasure that did not happen, see
  /// [#replay].
  private void write(UUID id, ErasureLedger.Kind kind) {
    ledger.append(time.today(), receipts.findByCaseId(id), kind);
  }

  /// Repeats an erasure of a ledger in a database restored from an earlier backup. Has no effect on
  /// what is already erased.
  ///
  /// @return whether there was anything to erase
  boolean replay(ErasureLedger.Line line) {
    return transactions.executeWrite(status -> {
      Optional<UUID> open =
          receipts.findByHash(line.hash()).flatMap(receipt -> cases.findOpenable(receipt.caseId()));
      if (open.isEmpty()) {
        return false;
      }
      UUID id = open.get();
      lock.lock(id);
      if (cases.findOpenable(id).isEmpty()) {
        return false;
      }
      List<EventRow> happened = events.findByCaseId(id);
      switch (line.kind()) {
        case ERASED -> {
          if (isUsedAfter(line.day(), happened)) {
            return false;
          }
          endTheSendersWay(id);
          eraseWords(id);
        }
        case WITHDRAWN -> {
          if (isWithdrawn(happened)) {
            return false;
          }
          withdraw(cases.findById(id).orElseThrow(), TaiwanTime.startOf(line.day()));
        }
      }
      return true;
    });
  }

  /// Whether the case was used after the day of its ledger line: then the erasure's transaction
  /// failed after the line was written. Nobody can write to an erased case. A case due for erasure
  /// has not been written to for months, and only a withdrawn case may have been reopened.
  private static boolean isUsedAfter(LocalDate day, List<EventRow> happened) {
    return !isWithdrawn(happened)
        && happened.stream()
            .filter(event ->
                event.kind() == CaseEventKind.MESSAGE_ADDED
                    || event.kind() == CaseEventKind.REOPENED)
            .anyMatch(event -> !CoarseTime.dayOf(event.happenedAt()).isBefore(day));
  }

  private void endTheSendersWay(UUID id) {
    receipts.retireAll(id, periods.receiptRetiredUntil(time.now()));
    receiptWraps.deleteByCaseId(id);
    devices.forget(id);
  }

  private static boolean isWithdrawn(List<EventRow> happened) {
    return happened.stream().anyMatch(event -> event.kind() == CaseEventKind.WITHDRAWN);
  }

  private LocalDate lastDay(CaseRow row, Instant now) {
    return row.status() == CaseStatus.CLOSED ? time.today() : periods.eraseWithdrawnOn(now);
  }

  /// The cases merged into it stand alone again: their senders have withdrawn nothing, and no
  /// worker would find them behind an erased case.
  private void eraseWords(UUID id) {
    for (UUID merged : cases.holdMerged(id)) {
      cases.standAlone(merged);
      cases.touch(merged);
      if (cases.findById(merged).filter(row -> row.status() != CaseStatus.CLOSED).isPresent()) {
        happenings.add(merged, Happening.SEPARATED);
      }
    }
    centreWraps.deleteByCaseId(id);
    entries.removeAll(id);
    cases.markErased(id, time.today());
  }

  private boolean isUnopenedRoutine(CaseRow row) {
    return row.urgency() == Urgency.ROUTINE
        && row.status() == CaseStatus.RECEIVED
        && !cases.isOpened(row.id())
        && !cases.isMoreUrgentSince(row.id());
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
