package tw.shouwang.api.cases.desk;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.UUID;
import tw.shouwang.api.cases.records.CaseEventKind;
import tw.shouwang.api.cases.records.CasePeriods;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.EventRepository;
import tw.shouwang.api.cases.records.EventRow;
import tw.shouwang.api.devices.Devices;
import tw.shouwang.notifications.outbox.PushTiming;

/// Tells a sender that the centre missed its deadline, and whom to call instead: stores the event
/// (its text names 110 and 113) and its push, in the caller's transaction.
@Singleton
public class OverdueNotices {

  private final CaseRepository cases;
  private final EventRepository events;
  private final Devices devices;
  private final CasePeriods periods;
  private final CoarseTime time;
  private final TransactionOperations<Connection> transactions;

  OverdueNotices(
      CaseRepository cases,
      EventRepository events,
      Devices devices,
      CasePeriods periods,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.cases = cases;
    this.events = events;
    this.devices = devices;
    this.periods = periods;
    this.time = new CoarseTime(clock);
    this.transactions = transactions;
  }

  /// Tells the sender once per case; does nothing for a closed or erased case.
  ///
  /// @return whether the sender was told by this call
  public boolean tell(UUID id) {
    return transactions.executeWrite(transaction -> {
      // Checked after the lock, because the case may be erased while this waits.
      if (cases.lock(id) == CaseStatus.CLOSED || cases.findOpenable(id).isEmpty() || isTold(id)) {
        return false;
      }
      events.save(EventRow.of(id, CaseEventKind.OVERDUE, periods.notBefore(id, time.now())));
      devices.push(id, timing(id));
      return true;
    });
  }

  private boolean isTold(UUID id) {
    return events.findByCaseId(id).stream()
        .anyMatch(event -> event.kind() == CaseEventKind.OVERDUE);
  }

  private PushTiming timing(UUID id) {
    return cases.findById(id).orElseThrow().urgency()
            == tw.shouwang.api.cases.records.Urgency.ROUTINE
        ? PushTiming.END_OF_WINDOW
        : PushTiming.AT_ONCE;
  }
}
