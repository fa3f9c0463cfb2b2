package tw.shouwang.api.cases.desk;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.envelope.Content;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseEventKind;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.ClearList;
import tw.shouwang.api.cases.records.EntryRepository;
import tw.shouwang.api.cases.records.EntryRow;
import tw.shouwang.api.cases.records.SealedState;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.cases.sealing.OpenerCheck;
import tw.shouwang.api.cases.sealing.StaffKeys;
import tw.shouwang.api.devices.Devices;
import tw.shouwang.foundation.Alarm;
import tw.shouwang.notifications.outbox.PushTiming;

/// Looks at what has arrived before a worker does: whether it opens, what differs from what stands
/// in clear, and whether it sounds like danger. Keeps no word, and counts as read by nobody: no
/// status, no duplicate tag and no erasure depends on it. Staff role only.
@Singleton
public class FirstLook {

  private static final Logger LOG = LoggerFactory.getLogger(FirstLook.class);

  private final LookRepository looks;
  private final CaseRepository cases;
  private final EntryRepository entries;
  private final StaffKeys keys;
  private final OpenerCheck opener;
  private final Envelopes envelopes;
  private final CaseProgress progress;
  private final Devices devices;
  private final Alarm alarm;
  private final TransactionOperations<Connection> transactions;

  FirstLook(
      LookRepository looks,
      CaseRepository cases,
      EntryRepository entries,
      StaffKeys keys,
      OpenerCheck opener,
      Envelopes envelopes,
      CaseProgress progress,
      Devices devices,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.looks = looks;
    this.cases = cases;
    this.entries = entries;
    this.keys = keys;
    this.opener = opener;
    this.envelopes = envelopes;
    this.progress = progress;
    this.devices = devices;
    this.alarm = new Alarm(LOG, clock);
    this.transactions = transactions;
  }

  /// What nobody has looked at, in the order of its ids.
  public List<Arrival> arrived(UUID after, int atMost) {
    return looks.arrived(after, atMost);
  }

  /// Opens one entry and forgets it.
  ///
  /// @param soundsLikeDanger asked about the words
  /// @return nothing where it was erased meanwhile, or this node lacks the private key
  public Optional<Finding> look(Arrival arrival, Predicate<String> soundsLikeDanger) {
    Optional<CaseRow> row = cases.findOpenable(arrival.caseId()).flatMap(cases::findById);
    Optional<EntryRow> entry = entries.findByCaseIdAndId(arrival.caseId(), arrival.id());
    if (row.isEmpty() || entry.isEmpty()) {
      return Optional.empty();
    }
    if (!keys.holds(row.get())) {
      alarm.raise("a case of {} waits for a private key that is missing here", row.get().centre());
      return Optional.empty();
    }
    DataKey key;
    try {
      Optional<DataKey> opened = keys.open(row.get());
      if (opened.isEmpty()) {
        return Optional.empty();
      }
      key = opened.get();
    } catch (TamperedException e) {
      return opener.opens()
          ? Optional.of(finding(arrival, SealedState.WRAP_UNREADABLE, false, List.of()))
          : Optional.empty();
    }
    Optional<Content> content = envelopes.read(row.get(), key, entry.get());
    boolean danger = content.map(Content::words).filter(soundsLikeDanger).isPresent();
    if (!entry.get().isForm()) {
      return Optional.of(finding(arrival, null, danger, List.of()));
    }
    if (content.isEmpty()) {
      return Optional.of(finding(arrival, SealedState.FORM_UNREADABLE, false, List.of()));
    }
    List<String> differing = ClearList.differences(row.get(), content.get().fields());
    boolean graver =
        differing.contains("urgency")
            && content
                .get()
                .get("urgency")
                .filter(Urgency.IMMEDIATE_DANGER.name()::equals)
                .isPresent();
    boolean known = row.get().urgency() == Urgency.IMMEDIATE_DANGER;
    return Optional.of(
        finding(arrival, SealedState.READABLE, graver || danger && !known, differing));
  }

  private static Finding finding(
      Arrival arrival, @Nullable SealedState state, boolean danger, List<String> differing) {
    return new Finding(arrival.id(), arrival.caseId(), state, danger, differing);
  }

  /// Writes down what was found, unless another node has.
  ///
  /// @param written told of the case, in the same transaction
  /// @return false where somebody holds the case, to be tried again in a moment
  public boolean write(Finding finding, Consumer<DeskCase> written) {
    return transactions.executeWrite(transaction -> {
      Optional<DeskCase> held = looks.holdIfFree(finding.caseId());
      if (held.isEmpty()) {
        return cases.findOpenable(finding.caseId()).isEmpty();
      }
      if (looks.markLookedAt(finding.entryId()) > 0) {
        write(held.get(), finding);
        written.accept(held.get());
      }
      return true;
    });
  }

  private void write(DeskCase held, Finding finding) {
    SealedState state = finding.state();
    if (state != null && state != held.sealedState()) {
      looks.setState(held.id(), state);
      if (state == SealedState.WRAP_UNREADABLE) {
        alarm.warn("a case of {} does not open with its key; its sender is told", held.centre());
        progress.recordEvent(held.id(), CaseEventKind.UNREADABLE);
        devices.push(held.id(), PushTiming.AT_ONCE);
      }
    }
    if (!finding.differing().isEmpty()) {
      alarm.raise(
          "a case's clear values differ from those its sender sealed: {}; somebody has changed the"
              + " database",
          finding.differing());
    }
    if (finding.danger()) {
      looks.setDangerHeard(held.id());
    }
  }
}
