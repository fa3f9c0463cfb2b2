package tw.shouwang.api.cases.handovers;

import static java.util.stream.Collectors.joining;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.CaseEventKind;
import tw.shouwang.api.cases.records.CasePeriods;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.EntryRepository;
import tw.shouwang.api.cases.records.EventRepository;
import tw.shouwang.api.cases.records.EventRow;
import tw.shouwang.api.devices.Devices;
import tw.shouwang.notifications.outbox.PushTiming;

/// The hand-overs of cases to neighbour systems: each has a state of its own, is kept until it has
/// arrived or is taken back, and tells the sender the neutral part of what becomes of it. Sending
/// is the caller's job (intake). Always in a transaction; the case is locked first.
@Singleton
public class Handovers {

  /// How often a hand-over changes; each change is an event of the case, and may be a push.
  private static final int MOST_CHANGES = 50;

  private final HandoverRepository handovers;
  private final CaseRepository cases;
  private final EntryRepository entries;
  private final EventRepository events;
  private final CasePeriods periods;
  private final Devices devices;
  private final InstantSource clock;
  private final TransactionOperations<Connection> transactions;

  Handovers(
      HandoverRepository handovers,
      CaseRepository cases,
      EntryRepository entries,
      EventRepository events,
      CasePeriods periods,
      Devices devices,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.handovers = handovers;
    this.cases = cases;
    this.entries = entries;
    this.events = events;
    this.periods = periods;
    this.devices = devices;
    this.clock = clock;
    this.transactions = transactions;
  }

  /// Begins a hand-over of a locked case and of each case merged into it, to each receiver. One
  /// that is on its way to the neighbour already, or with it, is not begun twice.
  ///
  /// @param receivers the receivers in the settings; if empty, a worker has to pass it on
  /// @return those that are to be sent
  public List<HandoverRow> begin(
      UUID referred, String centre, String neighbour, List<String> receivers) {
    List<HandoverRow> begun = new ArrayList<>(one(referred, centre, neighbour, receivers));
    for (HandoverCase merged : handovers.holdMerged(referred)) {
      begun.addAll(one(merged.id(), centre, neighbour, receivers));
    }
    return begun;
  }

  private List<HandoverRow> one(
      UUID caseId, String centre, String neighbour, List<String> receivers) {
    List<HandoverRow> there = handovers.ofCase(caseId);
    List<HandoverRow> begun = new ArrayList<>();
    if (receivers.isEmpty() && !isGoing(there, neighbour, null)) {
      save(caseId, centre, neighbour, null);
    }
    for (String receiver : receivers) {
      if (!isGoing(there, neighbour, receiver)) {
        begun.add(save(caseId, centre, neighbour, receiver));
      }
    }
    return begun;
  }

  private static boolean isGoing(
      List<HandoverRow> there, String neighbour, @Nullable String receiver) {
    return there.stream()
        .filter(each -> each.neighbour().equals(neighbour))
        .filter(each -> receiver == null || receiver.equals(each.receiver()))
        .anyMatch(each -> each.state().isOnItsWay() || each.state().isWithNeighbour());
  }

  private HandoverRow save(
      UUID caseId, String centre, String neighbour, @Nullable String receiver) {
    Instant now = clock.instant();
    return handovers.save(
        new HandoverRow(
            UUID.randomUUID(),
            caseId,
            centre,
            neighbour,
            receiver,
            receiver == null ? HandoverState.NO_RECEIVER : HandoverState.WAITING,
            null,
            null,
            now,
            now,
            null,
            entries.nextPosition(caseId),
            false));
  }

  /// Resets the hand-overs of an exercise that became real, and of the cases merged into it: they
  /// count as not arrived. Those that were sent back are taken back, so that a worker decides anew.
  ///
  /// @return those that look for a receiver
  public List<HandoverRow> unplay(UUID caseId) {
    return Stream.concat(
            Stream.of(caseId), handovers.holdMerged(caseId).stream().map(HandoverCase::id))
        .flatMap(each -> {
          handovers.unplay(each, clock.instant());
          return handovers.ofCase(each).stream();
        })
        .filter(each -> each.state() == HandoverState.NO_RECEIVER)
        .toList();
  }

  /// Begins the main case's hand-overs for the cases merged into it too.
  ///
  /// @return those that are to be sent
  public List<HandoverRow> joined(UUID main) {
    List<HandoverRow> begun = new ArrayList<>();
    for (HandoverRow each : handovers.ofCase(main)) {
      if (each.state().isOnItsWay() || each.state().isWithNeighbour()) {
        String receiver = each.receiver();
        List<String> receivers = receiver == null ? List.of() : List.of(receiver);
        for (HandoverCase merged : handovers.holdMerged(main)) {
          begun.addAll(one(merged.id(), each.centre(), each.neighbour(), receivers));
        }
      }
    }
    return begun;
  }

  public Optional<HandoverRow> find(UUID id) {
    return handovers.findById(id);
  }

  public List<HandoverRow> ofCase(UUID caseId) {
    return handovers.ofCase(caseId);
  }

  /// A page of a centre's hand-overs, the newest first, before a position.
  ///
  /// @param states only these; empty for all
  public List<HandoverRow> ofCentre(
      String centre, List<HandoverState> states, Instant beforeTime, UUID beforeId, int atMost) {
    List<HandoverState> asked = states.isEmpty() ? List.of(HandoverState.values()) : states;
    String names = asked.stream().map(HandoverState::name).distinct().collect(joining(","));
    return handovers.ofCentre(centre, names, beforeTime, beforeId, atMost);
  }

  /// A hand-over that the centre has made or has now, also of an erased case.
  public Optional<HandoverRow> everOf(String centre, UUID id) {
    return handovers
        .findById(id)
        .filter(row ->
            row.centre().equals(centre)
                || handovers
                    .caseOf(row.caseId())
                    .filter(known -> known.centre().equals(centre))
                    .isPresent());
  }

  /// Records that the receiver has it.
  public void arrived(UUID id) {
    transactions.executeWrite(transaction -> {
      held(id)
          .filter(row -> row.state().isOnItsWay())
          .ifPresent(row -> set(row, HandoverState.DELIVERED, null, row.receiver()));
      return null;
    });
  }

  /// Records that the receiver does not take it.
  ///
  /// @return whether this is new
  public boolean refused(UUID id) {
    return transactions.executeWrite(transaction -> {
      Optional<HandoverRow> waiting = held(id).filter(row -> row.state() == HandoverState.WAITING);
      waiting.ifPresent(row -> set(row, HandoverState.REFUSED, null, row.receiver()));
      return waiting.isPresent();
    });
  }

  /// Ends a hand-over that has not arrived, because its case is erased.
  public void ended(UUID id) {
    transactions.executeWrite(transaction -> {
      held(id)
          .filter(row -> row.state().isOnItsWay())
          .ifPresent(row -> set(row, HandoverState.TAKEN_BACK, null, "(erasure)"));
      return null;
    });
  }

  /// A worker takes back what has not arrived.
  ///
  /// @param centre the worker's; the case must belong to it now
  public HandoverReport.Recording takeBack(UUID id, String centre, String saidBy) {
    return transactions.executeWrite(transaction -> {
      Optional<HandoverRow> found = held(id);
      if (found.isEmpty() || !isOf(centre, found.get())) {
        return new HandoverReport.Recording.Unknown();
      }
      HandoverRow row = found.get();
      if (row.state() == HandoverState.TAKEN_BACK) {
        return new HandoverReport.Recording.Recorded(row, centre, row.state(), false);
      }
      return row.state().isOnItsWay()
          ? set(row, HandoverState.TAKEN_BACK, null, saidBy)
          : new HandoverReport.Recording.WrongState(row.state());
    });
  }

  /// A neighbour reports what became of a hand-over to it.
  public HandoverReport.Recording reportedBy(String receiver, HandoverReport report) {
    return transactions.executeWrite(transaction -> {
      Optional<HandoverRow> found =
          held(report.handover()).filter(row -> receiver.equals(row.receiver()));
      if (found.isEmpty() || present(found.get()).isEmpty()) {
        return new HandoverReport.Recording.Unknown();
      }
      return record(found.get(), report);
    });
  }

  /// A worker writes down what a neighbour said by telephone, or that it was passed on by hand.
  ///
  /// @param centre the worker's; the case must belong to it now
  public HandoverReport.Recording recordedBy(String centre, HandoverReport report) {
    return transactions.executeWrite(transaction -> {
      Optional<HandoverRow> found = held(report.handover());
      if (found.isEmpty() || !isOf(centre, found.get())) {
        return new HandoverReport.Recording.Unknown();
      }
      return record(found.get(), report);
    });
  }

  private HandoverReport.Recording record(HandoverRow row, HandoverReport report) {
    HandoverState said = report.state();
    boolean needsReason = said == HandoverState.NOT_OPENED || said == HandoverState.RETURNED;
    if (needsReason == (report.reason() == null) && said != HandoverState.DISPUTED) {
      return new HandoverReport.Recording.ReasonNeeded();
    }
    boolean isKnown = row.state() == said && row.reason() == report.reason();
    if (isKnown) {
      return new HandoverReport.Recording.Recorded(row, centreOf(row), row.state(), false);
    }
    boolean possible =
        said.isReport() ? row.state() != HandoverState.TAKEN_BACK : row.state().isOnItsWay();
    if (!possible
        || (said == HandoverState.ACCEPTED && row.state() == HandoverState.OPENED)
        || handovers.changes(row.id()) >= MOST_CHANGES) {
      return new HandoverReport.Recording.WrongState(row.state());
    }
    return set(row, said, report.reason(), report.saidBy());
  }

  private HandoverReport.Recording set(
      HandoverRow row,
      HandoverState state,
      @Nullable HandoverReason reason,
      @Nullable String saidBy) {
    Instant now = clock.instant();
    LocalDate passedOn = state.hasArrived() ? CoarseTime.dayOf(now) : null;
    handovers.setState(row.id(), state, reason, saidBy, now, passedOn);
    present(row).ifPresent(known -> tell(known, state));
    return new HandoverReport.Recording.Recorded(
        handovers.findById(row.id()).orElseThrow(), centreOf(row), row.state(), true);
  }

  /// Every change is a new version of the case. Its sender, and those of the cases merged into it,
  /// hear the neutral part, once each time it changes.
  private void tell(HandoverCase known, HandoverState state) {
    cases.touch(known.id());
    CaseEventKind kind = neutral(state);
    if (kind == null) {
      return;
    }
    Stream.concat(Stream.of(known), handovers.holdMerged(known.id()).stream())
        .filter(each -> lastHeard(each.id()) != kind)
        .forEach(each -> {
          events.save(EventRow.of(each.id(), kind, periods.notBefore(each.id(), clock.instant())));
          if (kind != CaseEventKind.PASSED_ON) {
            devices.push(each.id(), each.routine() ? PushTiming.END_OF_WINDOW : PushTiming.AT_ONCE);
          }
        });
  }

  /// The event that the sender gets; null if the sender gets none. It says nothing of disputes
  /// between offices, and names no office.
  private static @Nullable CaseEventKind neutral(HandoverState state) {
    return switch (state) {
      case DELIVERED -> CaseEventKind.PASSED_ON;
      case ACCEPTED -> CaseEventKind.ACCEPTED;
      case OPENED -> CaseEventKind.TAKEN_UP;
      case NOT_OPENED, RETURNED -> CaseEventKind.NOT_TAKEN_UP;
      case WAITING, REFUSED, NO_RECEIVER, TAKEN_BACK, DISPUTED -> null;
    };
  }

  private @Nullable CaseEventKind lastHeard(UUID caseId) {
    return events.findByCaseId(caseId).stream()
        .filter(event -> event.kind().isOfHandover())
        .max(EventRow.IN_ORDER)
        .map(EventRow::kind)
        .orElse(null);
  }

  private Optional<HandoverRow> held(UUID id) {
    Optional<HandoverRow> known = handovers.findById(id);
    known.ifPresent(row -> cases.lock(row.caseId()));
    return known.flatMap(row -> handovers.hold(id));
  }

  private String centreOf(HandoverRow row) {
    return handovers.caseOf(row.caseId()).map(HandoverCase::centre).orElse(row.centre());
  }

  /// Its case, unless that is erased.
  private Optional<HandoverCase> present(HandoverRow row) {
    return handovers.caseOf(row.caseId()).filter(known -> !known.erased());
  }

  private boolean isOf(String centre, HandoverRow row) {
    return present(row).filter(known -> known.centre().equals(centre)).isPresent();
  }

  /// The days on which copies of the case left the centre, as its sender sees them.
  public LeftDays left(UUID caseId) {
    return handovers.left(caseId).orElse(LeftDays.NONE);
  }

  /// Gives one that has not arrived another receiver, or none. In the caller's transaction; the
  /// case is locked first, as by every step, because its clocks follow its hand-overs.
  ///
  /// @return whether this node did
  public boolean setReceiver(HandoverRow handover, @Nullable String receiver) {
    cases.lock(handover.caseId());
    String before = handover.receiver();
    return handovers.setReceiver(
            handover.id(),
            before == null ? "" : before,
            receiver,
            receiver == null ? HandoverState.NO_RECEIVER : HandoverState.WAITING,
            clock.instant())
        > 0;
  }

  /// Records that its first delivery contains the whole conversation as it is now.
  ///
  /// @return the position after the last entry that it contains
  public int wholeOf(HandoverRow handover) {
    int until = entries.nextPosition(handover.caseId());
    handovers.setEntries(handover.id(), until);
    return until;
  }

  public List<HandoverRow> undelivered(UUID after, int atMost) {
    return handovers.undelivered(after, atMost);
  }

  /// What is to be sent to a neighbour after a hand-over, because the case has changed since.
  public sealed interface Next {

    /// The entries from one position to before another.
    record FollowUp(HandoverRow handover, int from, int until) implements Next {}

    /// The sender has withdrawn the case.
    record Withdrawal(HandoverRow handover) implements Next {}
  }

  /// Hand-overs whose case has changed since they were sent, after a given one in the order of
  /// their ids.
  public List<UUID> withNews(UUID after, int atMost) {
    return handovers.withNews(after, atMost);
  }

  /// Takes what is to be sent after a hand-over, in the caller's transaction, so that no other node
  /// sends it too. The case is locked first, as by every step.
  public Optional<Next> takeNews(UUID id) {
    handovers.findById(id).ifPresent(known -> cases.lock(known.caseId()));
    Optional<HandoverRow> row = handovers.holdNews(id);
    if (row.isEmpty()) {
      return Optional.empty();
    }
    handovers.clearNews(id);
    return handovers.caseOf(row.get().caseId()).flatMap(mark -> next(row.get(), mark));
  }

  private Optional<Next> next(HandoverRow row, HandoverCase mark) {
    if (row.state().isOnItsWay()) {
      if (mark.stopsHandovers()) {
        handovers.setState(
            row.id(), HandoverState.TAKEN_BACK, null, "(erasure)", clock.instant(), null);
        handovers.clearNews(row.id());
      }
      return Optional.empty();
    }
    if (mark.withdrawn()) {
      if (row.withdrawalTold() || !row.state().hasArrived()) {
        return Optional.empty();
      }
      handovers.setWithdrawalTold(row.id());
      return Optional.of(new Next.Withdrawal(row));
    }
    if (mark.erased() || !row.state().isWithNeighbour() || mark.saidUntil() <= row.entries()) {
      return Optional.empty();
    }
    int until = entries.nextPosition(row.caseId());
    handovers.setEntries(row.id(), until);
    return Optional.of(new Next.FollowUp(row, row.entries(), until));
  }
}
