package tw.shouwang.api.cases.desk;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.envelope.CentreWrap;
import tw.shouwang.api.cases.envelope.Content;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseEventKind;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CentreWrapRepository;
import tw.shouwang.api.cases.records.CentreWrapRow;
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
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.notifications.outbox.PushTiming;

/// Looks at what has arrived before a worker does: whether it opens, what differs from what stands
/// in clear, and whether it sounds like danger. Keeps no word, and counts as read by nobody: no
/// status, no duplicate tag and no erasure depends on it. Staff role only.
@Singleton
public class FirstLook {

  private static final Logger LOG = LoggerFactory.getLogger(FirstLook.class);

  /// Generations are rotated on a day, and a key may be used a little longer.
  private static final int DAYS_AFTER = 2;

  private final LookRepository looks;
  private final DeskRepository desk;
  private final CaseRepository cases;
  private final EntryRepository entries;
  private final CentreWrapRepository wraps;
  private final StaffKeys keys;
  private final OpenerCheck opener;
  private final Envelopes envelopes;
  private final CaseProgress progress;
  private final Devices devices;
  private final UnreadableCases unreadable;
  private final Alarm alarm;
  private final TransactionOperations<Connection> transactions;

  FirstLook(
      LookRepository looks,
      DeskRepository desk,
      CaseRepository cases,
      EntryRepository entries,
      CentreWrapRepository wraps,
      StaffKeys keys,
      OpenerCheck opener,
      Envelopes envelopes,
      CaseProgress progress,
      Devices devices,
      UnreadableCases unreadable,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.looks = looks;
    this.desk = desk;
    this.cases = cases;
    this.entries = entries;
    this.wraps = wraps;
    this.keys = keys;
    this.opener = opener;
    this.envelopes = envelopes;
    this.progress = progress;
    this.devices = devices;
    this.unreadable = unreadable;
    this.alarm = new Alarm(LOG, clock);
    this.transactions = transactions;
  }

  /// What nobody has looked at, in the order of its ids.
  public List<Arrival> arrived(UUID after, int atMost) {
    return looks.arrived(after, atMost);
  }

  /// Opens entries and forgets them. They are read together, at most some hundred at a time, and
  /// one that cannot be looked at does not affect the others.
  ///
  /// @param soundsLikeDanger asked about the words
  /// @return nothing for what was erased meanwhile, or waits for a private key that is missing here
  public List<Finding> look(List<Arrival> arrivals, Predicate<String> soundsLikeDanger) {
    String caseIds = joined(arrivals, Arrival::caseId);
    Read read =
        new Read(
            byId(cases.openable(caseIds), CaseRow::id),
            byId(wraps.ofCases(caseIds), CentreWrapRow::caseId),
            byId(entries.ofIds(joined(arrivals, Arrival::id)), EntryRow::id),
            keys.lastDays());
    List<Finding> found = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      try {
        look(arrival, read, soundsLikeDanger).ifPresent(found::add);
      } catch (RuntimeException e) {
        alarm.warn("one arrival is looked at again in a moment: {}", e.getClass().getSimpleName());
      }
    }
    return found;
  }

  /// What was read for several arrivals.
  private record Read(
      Map<UUID, CaseRow> cases,
      Map<UUID, CentreWrapRow> wraps,
      Map<UUID, EntryRow> entries,
      Map<CentreWrap.Recipient, LocalDate> lastDays) {}

  private static <T> Map<UUID, T> byId(List<T> rows, Function<T, UUID> id) {
    return rows.stream().collect(Collectors.toMap(id, Function.identity()));
  }

  private static <T> String joined(Collection<T> rows, Function<T, UUID> id) {
    return rows.stream().map(id).map(UUID::toString).collect(Collectors.joining(","));
  }

  private Optional<Finding> look(Arrival arrival, Read read, Predicate<String> soundsLikeDanger) {
    CaseRow row = read.cases.get(arrival.caseId());
    CentreWrapRow wrap = read.wraps.get(arrival.caseId());
    EntryRow entry = read.entries.get(arrival.id());
    if (row == null || wrap == null || entry == null) {
      return Optional.empty();
    }
    if (!keys.holds(wrap)) {
      alarm.raise("a case of {} waits for a private key that is missing here", row.centre());
      return Optional.empty();
    }
    warnOfAnEndedKey(row, wrap, read.lastDays);
    DataKey key;
    try {
      key = keys.open(row, wrap);
    } catch (TamperedException e) {
      return opener.opens()
          ? Optional.of(finding(arrival, SealedState.WRAP_UNREADABLE, false, List.of()))
          : Optional.empty();
    }
    Optional<Content> content = envelopes.read(row, key, entry);
    boolean danger = content.map(Content::words).filter(soundsLikeDanger).isPresent();
    if (!entry.isForm()) {
      return Optional.of(message(arrival, entry, content, danger));
    }
    if (content.isEmpty()) {
      return Optional.of(finding(arrival, SealedState.FORM_UNREADABLE, false, List.of()));
    }
    List<String> differing = ClearList.differences(row, content.get().fields());
    boolean graver =
        differing.contains("urgency")
            && content
                .get()
                .get("urgency")
                .filter(Urgency.IMMEDIATE_DANGER.name()::equals)
                .isPresent();
    boolean known = row.urgency() == Urgency.IMMEDIATE_DANGER;
    return Optional.of(
        finding(arrival, SealedState.READABLE, graver || danger && !known, differing));
  }

  private void warnOfAnEndedKey(
      CaseRow row, CentreWrapRow wrap, Map<CentreWrap.Recipient, LocalDate> lastDays) {
    LocalDate lastDay = lastDays.get(new CentreWrap.Recipient(wrap.centre(), wrap.generation()));
    if (lastDay != null
        && TaiwanTime.dayOf(row.receivedAt()).isAfter(lastDay.plusDays(DAYS_AFTER))) {
      alarm.raise(
          "a new case is sealed for generation {} of centre {}, which ended on {}: run `keys"
              + " rotate`; if a newer one was published, somebody offers an old key",
          wrap.generation(),
          wrap.centre(),
          lastDay);
    }
  }

  /// What a message says of its urgency in clear was told when it came; a graver sealed copy
  /// counts.
  private static Finding message(
      Arrival arrival, EntryRow entry, Optional<Content> content, boolean danger) {
    Optional<String> sealed = content.flatMap(each -> each.get("urgency"));
    Optional<String> clear = Optional.ofNullable(entry.urgency()).map(Urgency::name);
    boolean said = entry.urgency() == Urgency.IMMEDIATE_DANGER;
    boolean graver = sealed.filter(Urgency.IMMEDIATE_DANGER.name()::equals).isPresent();
    boolean differs = content.isPresent() && !sealed.equals(clear);
    return finding(
        arrival, null, !said && (danger || graver), differs ? List.of("urgency") : List.of());
  }

  private static Finding finding(
      Arrival arrival, @Nullable SealedState state, boolean danger, List<String> differing) {
    return new Finding(arrival.id(), arrival.caseId(), state, danger, differing);
  }

  /// Writes down what was found, unless another node has.
  ///
  /// @param written told of the case, in the same transaction
  /// @return false where somebody holds the case or has just merged or separated it, to be tried
  ///   again in a moment
  public boolean write(Finding finding, Consumer<DeskCase> written) {
    return transactions.executeWrite(transaction -> {
      // The case into which it is merged is locked first, as by every step.
      Optional<UUID> main = cases.mainOf(finding.caseId());
      Optional<DeskCase> held =
          main.isPresent() && looks.holdIfFree(main.get()).isEmpty()
              ? Optional.empty()
              : looks.holdIfFree(finding.caseId());
      if (held.isEmpty()) {
        return cases.findOpenable(finding.caseId()).isEmpty();
      }
      if (!main.equals(Optional.ofNullable(held.get().mergedInto()))) {
        return false;
      }
      if (looks.markLookedAt(finding.entryId()) > 0) {
        write(held.get(), finding);
        UUID told = main.orElse(finding.caseId());
        if (finding.danger()) {
          looks.setDangerHeard(told);
        }
        desk.findAny(told).ifPresent(written);
      }
      return true;
    });
  }

  /// Writes down findings that need no further step, in one transaction.
  ///
  /// @param findings without danger or [SealedState#WRAP_UNREADABLE], at most some hundred
  /// @param centres told of the centres whose cases were written
  /// @return the entries that are settled; somebody holds the cases of the others
  public Set<UUID> writeTogether(List<Finding> findings, Consumer<String> centres) {
    return transactions.executeWrite(transaction -> {
      String caseIds = joined(findings, Finding::caseId);
      Map<UUID, HeldCase> held = byId(looks.holdFree(caseIds), HeldCase::id);
      Set<UUID> alive =
          cases.openable(caseIds).stream().map(CaseRow::id).collect(Collectors.toSet());
      List<Finding> free =
          findings.stream().filter(each -> held.containsKey(each.caseId())).toList();
      Set<UUID> unmarked = Set.copyOf(looks.notLookedAt(joined(free, Finding::entryId)));
      List<Finding> writing =
          free.stream().filter(each -> unmarked.contains(each.entryId())).toList();
      looks.markAllLookedAt(joined(writing, Finding::entryId));
      for (SealedState state : List.of(SealedState.READABLE, SealedState.FORM_UNREADABLE)) {
        List<Finding> ofState = writing.stream().filter(each -> each.state() == state).toList();
        if (!ofState.isEmpty()) {
          looks.setStates(joined(ofState, Finding::caseId), state);
        }
      }
      for (Finding each : writing) {
        tellOfDifferences(each);
      }
      Set<UUID> written = writing.stream().map(Finding::caseId).collect(Collectors.toSet());
      held.values().stream()
          .filter(each -> written.contains(each.id()))
          .map(HeldCase::centre)
          .distinct()
          .forEach(centres);
      return findings.stream()
          .filter(each -> held.containsKey(each.caseId()) || !alive.contains(each.caseId()))
          .map(Finding::entryId)
          .collect(Collectors.toSet());
    });
  }

  private void tellOfDifferences(Finding finding) {
    if (!finding.differing().isEmpty()) {
      alarm.raise(
          "a case's clear values differ from those its sender sealed: {}; somebody has changed the"
              + " database",
          finding.differing());
    }
  }

  private void write(DeskCase held, Finding finding) {
    SealedState state = finding.state();
    if (state != null && state != held.sealedState()) {
      looks.setState(held.id(), state);
      if (state == SealedState.WRAP_UNREADABLE) {
        alarm.warn("a case of {} does not open with its key; its sender is told", held.centre());
        unreadable.found();
        progress.recordEvent(held.id(), CaseEventKind.UNREADABLE);
        devices.push(held.id(), PushTiming.AT_ONCE);
      }
    }
    tellOfDifferences(finding);
  }
}
