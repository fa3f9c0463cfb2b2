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
import tw.shouwang.api.cases.envelope.ReceiptWrap;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseEventKind;
import tw.shouwang.api.cases.records.CasePeriods;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.EventRepository;
import tw.shouwang.api.cases.records.EventRow;
import tw.shouwang.api.cases.records.ReceiptRepository;
import tw.shouwang.api.cases.records.ReceiptWrapRepository;
import tw.shouwang.api.cases.records.ReceiptWrapRow;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.cases.sealing.StorageKeys;
import tw.shouwang.api.devices.Devices;
import tw.shouwang.foundation.Batches;
import tw.shouwang.notifications.outbox.PushTiming;

/// Applies the periods of cases: warns staff of silent cases and closes them, erases words, moves
/// receipt wraps to the week's storage key, destroys old storage keys. Needs no private key; runs
/// in the public role, on several nodes at once if need be.
@Singleton
public class RetentionRun {

  private static final int BATCH = 200;

  /// How long a storage key outlives its week, so that backups of that week can be opened for at
  /// most 21 days.
  private static final int STORAGE_KEY_DAYS = 14;

  private final CaseRepository cases;
  private final ReceiptRepository receipts;
  private final ReceiptWrapRepository wraps;
  private final EventRepository events;
  private final Erasure erasure;
  private final Devices devices;
  private final StorageKeys storageKeys;
  private final ReceiptWrap receiptWrap;
  private final CasePeriods periods;
  private final ErasureCheck check;
  private final CoarseTime time;
  private final TransactionOperations<Connection> transactions;

  RetentionRun(
      CaseRepository cases,
      ReceiptRepository receipts,
      ReceiptWrapRepository wraps,
      EventRepository events,
      Erasure erasure,
      Devices devices,
      StorageKeys storageKeys,
      ReceiptWrap receiptWrap,
      CasePeriods periods,
      ErasureCheck check,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.cases = cases;
    this.receipts = receipts;
    this.wraps = wraps;
    this.events = events;
    this.erasure = erasure;
    this.devices = devices;
    this.storageKeys = storageKeys;
    this.receiptWrap = receiptWrap;
    this.periods = periods;
    this.check = check;
    this.time = new CoarseTime(clock);
    this.transactions = transactions;
  }

  /// How many of each were done, or would be.
  ///
  /// @param mended how many rows and devices were left over by erasures and corrected
  /// @param failed how many failed; the next run tries them again
  record Report(
      long warned,
      long closed,
      long erased,
      long receiptsForgotten,
      long wrapsMoved,
      List<Integer> weeksDestroyed,
      long mended,
      long failed) {}

  /// Counts what [#run] would do, and changes nothing.
  Report dryRun() {
    LocalDate today = time.today();
    return new Report(
        cases.countToBeWarnedOf(periods.warnUntil(today)),
        cases.countDueForClosing(today, periods.warnedBy(today)),
        cases.countDueForErasure(today),
        receipts.countRetiredBefore(today),
        wraps.countNotOfWeek(StorageKeys.weekOf(today)),
        endedWeeks(),
        0,
        0);
  }

  /// Runs each part in short batches. A failure is logged and left for the next run, and blocks
  /// neither the following cases nor the following parts.
  public Report run() {
    LocalDate today = time.today();
    LocalDate warnUntil = periods.warnUntil(today);
    LocalDate warnedBy = periods.warnedBy(today);
    Batches batches = new Batches("retention", BATCH);
    long warned =
        batches.untilDone("warnings", atMost -> cases.warnOfClosing(today, warnUntil, atMost));
    // Erasure runs first, because a close starts a new period: a late run must not keep words
    // beyond the last day that the sender was told.
    long erased =
        batches.forEachPaged(
            "erasing",
            after -> cases.dueForErasure(today, after, BATCH),
            id -> erasure.expire(id, today));
    long closed =
        batches.forEachPaged(
            "closing", after -> cases.dueForClosing(today, warnedBy, after, BATCH), this::close);
    long forgotten =
        batches.untilDone("old receipts", atMost -> receipts.removeRetiredBefore(today, atMost));
    StorageKeys.Week week = storageKeys.current();
    long moved =
        batches.forEachPaged(
            "receipt wraps",
            after -> wraps.notOfWeek(week.number(), after, BATCH),
            ReceiptWrapRow::caseId,
            wrap -> move(wrap, week));
    long mended = check.run(today, batches, BATCH);
    return new Report(
        warned, closed, erased, forgotten, moved, destroyEndedWeeks(), mended, batches.failed());
  }

  private boolean close(UUID id) {
    return transactions.executeWrite(transaction -> {
      LocalDate today = time.today();
      boolean due = cases.holdDueForClosing(id, today, periods.warnedBy(today)).isPresent();
      if (due) {
        Instant now = time.now();
        cases.setStatus(id, CaseStatus.CLOSED);
        cases.setPeriods(id, null, periods.eraseOn(id, now));
        events.save(EventRow.of(id, CaseEventKind.CLOSED, periods.notBefore(id, now)));
        devices.push(id, PushTiming.END_OF_WINDOW);
        devices.forgetAWeekAfterClose(id);
      }
      return due;
    });
  }

  private boolean move(ReceiptWrapRow wrap, StorageKeys.Week week) {
    byte[] oldKey =
        storageKeys
            .key(wrap.storageWeek())
            .orElseThrow(() ->
                new IllegalStateException(
                    "the storage key of week " + wrap.storageWeek() + " is missing"));
    Optional<CaseRow> row = cases.findById(wrap.caseId());
    if (row.isEmpty()) {
      // Erased after it was listed.
      return false;
    }
    try {
      byte[] moved =
          receiptWrap.reseal(wrap.wrap(), Envelopes.bindingOf(row.get()), oldKey, week.key());
      // Replaces the wrap only if it is unchanged since it was read, because the sender may have
      // changed the receipt.
      return wraps.replaceIfUnchanged(wrap.caseId(), wrap.wrap(), week.number(), moved) > 0;
    } catch (TamperedException e) {
      throw new IllegalStateException("a receipt wrap does not open with its storage key", e);
    }
  }

  private List<Integer> destroyEndedWeeks() {
    List<Integer> ended = endedWeeks();
    ended.forEach(storageKeys::destroy);
    return ended;
  }

  /// The weeks that ended long enough ago and whose keys seal nothing any more.
  private List<Integer> endedWeeks() {
    LocalDate today = time.today();
    return storageKeys.weeks().stream()
        .filter(week -> StorageKeys.endOf(week).plusDays(STORAGE_KEY_DAYS).isBefore(today))
        .filter(week -> wraps.countOfWeek(week) == 0)
        .toList();
  }
}
