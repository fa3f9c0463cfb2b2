package tw.shouwang.api.cases;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.envelope.Content;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.Direction;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.devices.Devices;

/// What a worker does that a sender hears of: acknowledge, answer, refer, close, reopen. Each step
/// is one transaction with its event and its push. Who may do it, and what is written down about
/// it, is the intake's to decide.
///
/// A step that is already done changes nothing. Staff role only: opening and answering need the
/// centre's private key.
@Singleton
public class CaseDesk {

  private final CaseRepository cases;
  private final EntryRepository entries;
  private final EventRepository events;
  private final StaffKeys keys;
  private final Envelopes envelopes;
  private final Devices devices;
  private final CasePeriods periods;
  private final InstantSource clock;
  private final TransactionOperations<Connection> transactions;

  CaseDesk(
      CaseRepository cases,
      EntryRepository entries,
      EventRepository events,
      StaffKeys keys,
      Envelopes envelopes,
      Devices devices,
      CasePeriods periods,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.cases = cases;
    this.entries = entries;
    this.events = events;
    this.keys = keys;
    this.envelopes = envelopes;
    this.devices = devices;
    this.periods = periods;
    this.clock = clock;
    this.transactions = transactions;
  }

  /// One entry as a worker reads it.
  ///
  /// @param fields `words`, and of the form what the sender gave
  public record OpenedEntry(boolean fromStaff, Map<String, String> fields) {

    public OpenedEntry {
      fields = Map.copyOf(fields);
    }

    @Override
    public String toString() {
      return "OpenedEntry[redacted]";
    }
  }

  /// The sender hears that a person has read it.
  ///
  /// @return whether the case can be acknowledged or was
  public boolean acknowledge(UUID id) {
    return step(
        id,
        status -> {
          if (status == CaseStatus.RECEIVED) {
            advance(id, CaseStatus.SEEN, CaseEventKind.SEEN);
          }
        });
  }

  public boolean triage(UUID id) {
    return step(
        id,
        status -> {
          if (status == CaseStatus.RECEIVED || status == CaseStatus.SEEN) {
            cases.setStatus(id, CaseStatus.TRIAGED);
            events.save(Conversation.event(id, CaseEventKind.TRIAGED, clock.instant()));
          }
        });
  }

  /// @param resourceKeys the directory's keys of whoever can help
  public boolean refer(UUID id, List<String> resourceKeys) {
    return step(
        id,
        status -> {
          cases.setReferrals(id, String.join(",", resourceKeys));
          advance(id, CaseStatus.REFERRED, CaseEventKind.REFERRED);
        });
  }

  public boolean close(UUID id, @Nullable String outcome) {
    return step(
        id,
        status -> {
          if (status != CaseStatus.CLOSED) {
            Instant now = clock.instant();
            cases.setOutcome(id, outcome);
            cases.setPeriods(id, null, periods.eraseOn(id, now));
            advance(id, CaseStatus.CLOSED, CaseEventKind.CLOSED);
            devices.forgetAWeekAfterClose(id);
          }
        });
  }

  public boolean reopen(UUID id) {
    return step(
        id,
        status -> {
          if (status == CaseStatus.CLOSED) {
            Instant now = clock.instant();
            cases.setPeriods(id, periods.closeOn(now), periods.eraseOpenOn(now));
            advance(id, periods.statusBeforeClose(id), CaseEventKind.REOPENED);
          }
        });
  }

  /// The whole conversation, oldest first. Changes nothing; to be audited by the caller.
  public List<OpenedEntry> open(UUID id) throws TamperedException {
    CaseRow row = cases.findById(id).orElseThrow(TamperedException::new);
    DataKey key = keys.open(row);
    List<Positioned> opened = new ArrayList<>();
    for (EntryRow entry : entries.findByCaseId(id)) {
      Content content = envelopes.read(row, key, entry);
      boolean fromStaff = entry.direction() == Direction.FROM_STAFF;
      opened.add(new Positioned(content.position(), new OpenedEntry(fromStaff, content.fields())));
    }
    return opened.stream()
        .sorted(Comparator.comparingInt(Positioned::position))
        .map(Positioned::entry)
        .toList();
  }

  /// Writes to the sender, who hears of it at once.
  public boolean reply(UUID id, String words) throws TamperedException {
    CaseRow row = cases.findById(id).orElseThrow(TamperedException::new);
    DataKey key = keys.open(row);
    return step(
        id,
        status -> {
          EntryRow entry =
              envelopes.entry(
                  id,
                  key,
                  Envelopes.bindingOf(row),
                  Direction.FROM_STAFF,
                  key.messageTag(UUID.randomUUID().toString()),
                  (int) entries.countByCaseId(id),
                  Map.of("words", words),
                  clock.instant());
          entries.save(entry);
          events.save(Conversation.event(id, CaseEventKind.ANSWERED, clock.instant()));
          devices.push(id, tw.shouwang.notifications.outbox.Urgency.AT_ONCE);
        });
  }

  private void advance(UUID id, CaseStatus status, CaseEventKind kind) {
    cases.setStatus(id, status);
    events.save(Conversation.event(id, kind, clock.instant()));
    CaseRow row = cases.findById(id).orElseThrow();
    devices.push(
        id,
        row.urgency() == Urgency.ROUTINE
            ? tw.shouwang.notifications.outbox.Urgency.END_OF_WINDOW
            : tw.shouwang.notifications.outbox.Urgency.AT_ONCE);
  }

  private boolean step(UUID id, Step step) {
    return transactions.executeWrite(transaction -> {
      if (cases.findOpenable(id).isEmpty()) {
        return false;
      }
      step.take(cases.lock(id));
      return true;
    });
  }

  private record Positioned(int position, OpenedEntry entry) {}

  private interface Step {
    void take(CaseStatus status) throws Exception;
  }
}
