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
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.desk.LookRepository.HeldCase;
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
import tw.shouwang.api.cases.sites.PosterState;
import tw.shouwang.api.cases.sites.PosterSurge;
import tw.shouwang.api.cases.sites.SiteCodes;
import tw.shouwang.api.devices.Devices;
import tw.shouwang.foundation.Alarm;
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.notifications.outbox.PushTiming;

/// Looks at what has arrived before a worker does: whether it opens, which clear values differ from
/// the sealed ones, and whether it sounds like danger. Stores no text, and does not count as read:
/// no status, no duplicate tag and no erasure depends on it. Staff role only.
@Singleton
public class FirstLook {

  private static final Logger LOG = LoggerFactory.getLogger(FirstLook.class);

  /// A generation ends on a day; some clients use its key a little longer.
  private static final int DAYS_AFTER = 2;

  private final LookRepository looks;
  private final CaseRepository cases;
  private final EntryRepository entries;
  private final CentreWrapRepository wraps;
  private final StaffKeys keys;
  private final OpenerCheck opener;
  private final SiteCodes posters;
  private final Envelopes envelopes;
  private final CaseProgress progress;
  private final Devices devices;
  private final UnreadableCases unreadable;
  private final StrangePosters strangePosters;
  private final PosterSurge posterSurge;
  private final Alarm alarm;
  private final TransactionOperations<Connection> transactions;

  FirstLook(
      LookRepository looks,
      CaseRepository cases,
      EntryRepository entries,
      CentreWrapRepository wraps,
      StaffKeys keys,
      OpenerCheck opener,
      SiteCodes posters,
      Envelopes envelopes,
      CaseProgress progress,
      Devices devices,
      UnreadableCases unreadable,
      StrangePosters strangePosters,
      PosterSurge posterSurge,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.looks = looks;
    this.cases = cases;
    this.entries = entries;
    this.wraps = wraps;
    this.keys = keys;
    this.opener = opener;
    this.posters = posters;
    this.envelopes = envelopes;
    this.progress = progress;
    this.devices = devices;
    this.unreadable = unreadable;
    this.strangePosters = strangePosters;
    this.posterSurge = posterSurge;
    this.alarm = new Alarm(LOG, clock);
    this.transactions = transactions;
  }

  /// The entries at which no node has looked, in the order of their ids.
  public List<Arrival> arrived(UUID after, int atMost) {
    return looks.arrived(after, atMost);
  }

  /// Opens entries and forgets them. They are read together, at most some hundred at a time, and
  /// one that cannot be looked at does not affect the others.
  ///
  /// @param soundsLikeDanger asked about the words
  /// @return no finding for an entry that was erased meanwhile, or whose private key is missing
  ///   here
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

  /// The rows that were read for several arrivals.
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
          ? Optional.of(finding(arrival, row, SealedState.WRAP_UNREADABLE, false, List.of()))
          : Optional.empty();
    }
    Optional<Content> content = envelopes.read(row, key, entry);
    boolean danger = content.map(Content::words).filter(soundsLikeDanger).isPresent();
    if (!entry.isForm()) {
      return Optional.of(message(arrival, row, entry, content, danger));
    }
    if (content.isEmpty()) {
      return Optional.of(finding(arrival, row, SealedState.FORM_UNREADABLE, false, List.of()));
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
    PosterState poster = posters.state(content.get().fields(), row.area());
    return Optional.of(
        finding(arrival, row, SealedState.READABLE, graver || danger && !known, differing)
            .with(poster, postersName(poster, content.get())));
  }

  /// The pseudonym by which the poster is counted, whatever place the report is about; null for an
  /// unknown poster, and for an exercise, which must not make later reports look like a flood.
  private @Nullable String postersName(@Nullable PosterState poster, Content form) {
    return poster == PosterState.KNOWN || poster == PosterState.ELSEWHERE
        ? form.get("site").map(SiteCodes::normalized).map(posterSurge::pseudonym).orElse(null)
        : null;
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

  /// Staff were told of a message's clear urgency when it arrived, so only a graver sealed copy
  /// counts here.
  private static Finding message(
      Arrival arrival, CaseRow row, EntryRow entry, Optional<Content> content, boolean danger) {
    Optional<String> sealed = content.flatMap(each -> each.get("urgency"));
    Optional<String> clear = Optional.ofNullable(entry.urgency()).map(Urgency::name);
    boolean said = entry.urgency() == Urgency.IMMEDIATE_DANGER;
    boolean graver = sealed.filter(Urgency.IMMEDIATE_DANGER.name()::equals).isPresent();
    boolean differs = content.isPresent() && !sealed.equals(clear);
    return finding(
        arrival, row, null, !said && (danger || graver), differs ? List.of("urgency") : List.of());
  }

  private static Finding finding(
      Arrival arrival,
      CaseRow row,
      @Nullable SealedState state,
      boolean danger,
      List<String> differing) {
    return new Finding(
        arrival.id(),
        arrival.caseId(),
        row.centre(),
        state,
        danger,
        differing,
        row.throughServiceOn() == null,
        null,
        null);
  }

  /// Writes down what was found in one transaction, except what another node has written.
  ///
  /// @param findings at most some hundred
  /// @param dangerHeard told of the cases in which danger was found, in the same transaction
  /// @param foundReal told of the cases that somebody had made exercises and that nobody has taken
  ///   as real meanwhile, as they are now; of merged ones, the main case
  /// @param written told of the centres of all other cases that were written
  /// @return the entries that are settled; the others are to be tried again in a moment, because
  ///   somebody has locked their cases or has just merged or separated them
  public Set<UUID> write(
      List<Finding> findings,
      Consumer<List<DeskCase>> dangerHeard,
      Consumer<List<DeskCase>> foundReal,
      Consumer<String> written) {
    return transactions.executeWrite(transaction -> {
      Map<UUID, HeldCase> held = hold(findings);
      List<Writing> writing = writing(findings, held);
      writeStates(writing);
      writing.forEach(each -> tellOfDifferences(each.finding()));
      writing.forEach(each -> strangePosters.found(each.finding().poster()));
      markSurge(writing);
      Set<UUID> real =
          writing.stream()
              .filter(each -> each.finding().isMadeAnExercise())
              .flatMap(each -> Stream.of(each.held().main(), each.held().id()))
              .collect(Collectors.toCollection(TreeSet::new));
      if (!real.isEmpty()) {
        Set<UUID> changed = new TreeSet<>(looks.setReal(joined(real, Function.identity())));
        Set<UUID> mains =
            writing.stream().map(each -> each.held().main()).collect(Collectors.toSet());
        changed.removeIf(id -> !mains.contains(id));
        foundReal.accept(looks.findAll(joined(changed, Function.identity())));
      }
      Set<UUID> told =
          writing.stream()
              .filter(each -> each.finding().danger())
              .map(each -> each.held().main())
              .collect(Collectors.toCollection(TreeSet::new));
      if (!told.isEmpty()) {
        String ids = joined(told, Function.identity());
        looks.setDangerHeard(ids);
        dangerHeard.accept(looks.findAll(ids));
      }
      writing.stream()
          .filter(each -> !each.finding().danger())
          .map(each -> each.held().centre())
          .distinct()
          .forEach(written);
      return settled(findings, held.keySet());
    });
  }

  /// A finding that this node writes, and its case.
  private record Writing(Finding finding, HeldCase held) {}

  private List<Writing> writing(List<Finding> findings, Map<UUID, HeldCase> held) {
    List<Writing> free = new ArrayList<>();
    for (Finding each : findings) {
      HeldCase known = held.get(each.caseId());
      if (known != null) {
        free.add(new Writing(each, known));
      }
    }
    Set<UUID> marked =
        Set.copyOf(looks.markLookedAt(joined(free, each -> each.finding().entryId())));
    return free.stream().filter(each -> marked.contains(each.finding().entryId())).toList();
  }

  /// Locks the cases that nobody else has locked. The case into which one is merged is locked
  /// first, as by every step; where it is not free, the merged one is left too.
  private Map<UUID, HeldCase> hold(List<Finding> findings) {
    String caseIds = joined(findings, Finding::caseId);
    List<UUID> mains = looks.mainsOf(caseIds);
    Set<UUID> heldMains =
        mains.isEmpty()
            ? Set.of()
            : looks.holdFree(joined(mains, Function.identity())).stream()
                .map(HeldCase::id)
                .collect(Collectors.toSet());
    return looks.holdFree(caseIds).stream()
        .filter(each -> each.mergedInto() == null || heldMains.contains(each.mergedInto()))
        .collect(Collectors.toMap(HeldCase::id, Function.identity()));
  }

  private void writeStates(List<Writing> writing) {
    for (SealedState state : SealedState.values()) {
      Map<UUID, HeldCase> changed =
          writing.stream()
              .filter(each -> each.finding().state() == state)
              .map(Writing::held)
              .filter(each -> each.sealedState() != state)
              .collect(Collectors.toMap(HeldCase::id, Function.identity(), (one, same) -> one));
      if (!changed.isEmpty()) {
        looks.setStates(joined(changed.keySet(), Function.identity()), state);
      }
      if (state == SealedState.WRAP_UNREADABLE) {
        changed.values().forEach(this::tellOfUnreadable);
      }
    }
  }

  private void markSurge(List<Writing> writing) {
    Set<UUID> surge = new TreeSet<>();
    for (Writing each : writing) {
      String poster = each.finding().postersName();
      if (poster != null && posterSurge.isMoreThanUsual(poster)) {
        surge.add(each.held().id());
      }
    }
    if (!surge.isEmpty()) {
      looks.setSurge(joined(surge, Function.identity()));
    }
  }

  private void tellOfUnreadable(HeldCase each) {
    alarm.warn("a case of {} does not open with its key; its sender is told", each.centre());
    unreadable.found();
    progress.recordEvent(each.id(), CaseEventKind.UNREADABLE);
    devices.push(each.id(), PushTiming.AT_ONCE);
  }

  /// The entries that are settled: those whose cases were locked here, and those whose cases have
  /// been erased meanwhile.
  private Set<UUID> settled(List<Finding> findings, Set<UUID> held) {
    List<Finding> others = findings.stream().filter(each -> !held.contains(each.caseId())).toList();
    Set<UUID> alive =
        others.isEmpty() ? Set.of() : Set.copyOf(looks.alive(joined(others, Finding::caseId)));
    return findings.stream()
        .filter(each -> !alive.contains(each.caseId()))
        .map(Finding::entryId)
        .collect(Collectors.toSet());
  }

  private void tellOfDifferences(Finding finding) {
    if (finding.differing().isEmpty()) {
      return;
    }
    if (finding.byClient()) {
      // The client wrote both the clear and the sealed values, so the cause may be the client and
      // not the database.
      alarm.raise(
          "a case's clear values differ from those that its sender's app sealed: {}; that app is"
              + " faulty or its sender tries something, or somebody has changed the database",
          finding.differing());
    } else {
      alarm.raise(
          "a case's clear values differ from those its sender sealed: {}; somebody has changed the"
              + " database",
          finding.differing());
    }
  }
}
