package tw.shouwang.api.cases.desk;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.envelope.CentreWrap;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.NoteKey;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseEventKind;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.CentreWrapRepository;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sealing.CentreKeyring;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.cases.sealing.NoteKeys;
import tw.shouwang.api.cases.sealing.StaffKeys;

/// Executes a worker's steps. Each step is one transaction, or part of the caller's: status,
/// version, event and push. Authorization and audit are the caller's job (intake).
///
/// Every step locks the case first and compares the version that the worker saw; of two workers who
/// saw the same version, the second gets a conflict. A step that is already done changes nothing.
/// Merged cases follow each step of their main case, its claim included, but a reply goes to one
/// sender only. Staff role only: replies and transfers need the centre's private key.
@Singleton
public class CaseSteps {

  private static final Duration MERGES_UNDONE_FOR = Duration.ofDays(1);

  private final CaseRepository cases;
  private final DeskRepository desk;
  private final CentreWrapRepository wraps;
  private final StaffKeys keys;
  private final NoteKeys noteKeys;
  private final CentreKeyring keyring;
  private final DeskConversation conversation;
  private final CaseCalls calls;
  private final CaseProgress progress;
  private final InstantSource clock;
  private final TransactionOperations<Connection> transactions;

  CaseSteps(
      CaseRepository cases,
      DeskRepository desk,
      CentreWrapRepository wraps,
      StaffKeys keys,
      NoteKeys noteKeys,
      CentreKeyring keyring,
      DeskConversation conversation,
      CaseCalls calls,
      CaseProgress progress,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.cases = cases;
    this.desk = desk;
    this.wraps = wraps;
    this.keys = keys;
    this.noteKeys = noteKeys;
    this.keyring = keyring;
    this.conversation = conversation;
    this.calls = calls;
    this.progress = progress;
    this.clock = clock;
    this.transactions = transactions;
  }

  public StepOutcome take(StepRequest request, CaseStep step) {
    return transactions.executeWrite(transaction -> {
      try {
        return switch (step) {
          case CaseStep.Merge(var duplicates) -> merge(request, duplicates);
          case CaseStep.Link(var others) -> link(request, others);
          case CaseStep.Reply reply -> reply(request, reply);
          case CaseStep.CallBack _ -> alone(request, step, false);
          case CaseStep.Separate _ -> {
            // The case into which it was merged is locked first, as by every step.
            cases.mainOf(request.id()).ifPresent(main -> desk.hold(main, request.centre()));
            yield alone(request, step, false);
          }
          case CaseStep.Claim _,
              CaseStep.Assign _,
              CaseStep.Release _,
              CaseStep.Acknowledge _,
              CaseStep.Triage _,
              CaseStep.Refer _,
              CaseStep.Transfer _,
              CaseStep.Unlink _,
              CaseStep.TakeAsReal _,
              CaseStep.Close _,
              CaseStep.Reopen _ ->
              alone(request, step, true);
        };
      } catch (TamperedException e) {
        return new StepOutcome.Unreadable();
      }
    });
  }

  private StepOutcome alone(StepRequest request, CaseStep step, boolean notMerged)
      throws TamperedException {
    Optional<DeskCase> found = desk.hold(request.id(), request.centre());
    if (found.isEmpty()) {
      return new StepOutcome.Unknown();
    }
    DeskCase held = found.get();
    Optional<StepOutcome.Refused> refused = refusal(request, held, notMerged);
    if (refused.isPresent()) {
      return refused.get();
    }
    return switch (step) {
      case CaseStep.Claim _ -> claim(request, held);
      case CaseStep.Assign assign -> assign(held, assign);
      case CaseStep.Unlink _ -> {
        desk.setFamily(held.id(), null);
        yield changed(held);
      }
      case CaseStep.TakeAsReal _ -> takeAsReal(held);
      case CaseStep.Release _ -> {
        setClaim(held, null, null, null);
        yield changed(held);
      }
      case CaseStep.Acknowledge _ -> {
        progress.advanceTo(held, CaseStatus.SEEN);
        yield changed(held);
      }
      case CaseStep.Triage triage -> triage(held, triage);
      case CaseStep.Refer refer -> refer(held, refer);
      case CaseStep.Transfer transfer -> transfer(held, transfer);
      case CaseStep.Close(var outcome) -> {
        if (held.status() != CaseStatus.CLOSED) {
          cases.setOutcome(held.id(), outcome);
          progress.close(held);
        } else if (!Objects.equals(held.outcome(), outcome)) {
          yield new StepOutcome.WrongStatus(CaseStatus.CLOSED);
        }
        yield changed(held);
      }
      case CaseStep.Reopen _ -> {
        if (held.status() == CaseStatus.CLOSED) {
          progress.reopen(held);
        }
        yield changed(held);
      }
      case CaseStep.CallBack call -> callBack(request, held, call);
      case CaseStep.Separate _ -> separate(held);
      case CaseStep.Merge _, CaseStep.Link _, CaseStep.Reply _ ->
          throw new IllegalArgumentException(step.toString());
    };
  }

  private StepOutcome claim(StepRequest request, DeskCase held) {
    if (held.status() == CaseStatus.CLOSED) {
      return new StepOutcome.WrongStatus(held.status());
    }
    String holder = held.claimedBy();
    if (holder != null && !holder.equals(request.worker())) {
      return new StepOutcome.ClaimedByAnother(nameOf(held));
    }
    if (holder == null) {
      setClaim(held, request.worker(), request.name(), clock.instant());
    }
    progress.advanceTo(held, CaseStatus.SEEN);
    return changed(held);
  }

  /// Whoever has a case has those that are merged into it: a reply to one of their senders, a call
  /// to them, and a case that stands alone again are the same worker's.
  private void setClaim(
      DeskCase held, @Nullable String worker, @Nullable String name, @Nullable Instant at) {
    desk.setClaim(held.id(), worker, name, at);
    for (DeskCase each : desk.holdMerged(held.id())) {
      desk.setClaim(each.id(), worker, name, at);
      cases.touch(each.id());
    }
  }

  /// The cases that are merged into it become real with it. All of them leave the family, because
  /// the other cases in it are exercises.
  private StepOutcome takeAsReal(DeskCase held) {
    if (!held.exercise()) {
      return new StepOutcome.NotBothExercises();
    }
    Stream.concat(Stream.of(held), desk.holdMerged(held.id()).stream())
        .forEach(each -> {
          desk.setReal(each.id());
          desk.setFamily(each.id(), null);
        });
    return changed(held);
  }

  /// Tells the sender nothing, because nobody may have read the case yet.
  private StepOutcome assign(DeskCase held, CaseStep.Assign to) {
    if (held.status() == CaseStatus.CLOSED) {
      return new StepOutcome.WrongStatus(held.status());
    }
    if (!to.worker().equals(held.claimedBy())) {
      setClaim(held, to.worker(), to.name(), clock.instant());
    }
    return changed(held);
  }

  private StepOutcome triage(DeskCase held, CaseStep.Triage triage) {
    if (held.status() == CaseStatus.CLOSED) {
      return new StepOutcome.WrongStatus(held.status());
    }
    desk.setTriage(
        held.id(),
        triage.level().name(),
        triage.category(),
        triage.route().apply(held),
        clock.instant());
    progress.advanceTo(held, CaseStatus.TRIAGED);
    return changed(held);
  }

  private StepOutcome refer(DeskCase held, CaseStep.Refer refer) {
    if (held.status() == CaseStatus.CLOSED) {
      return new StepOutcome.WrongStatus(held.status());
    }
    // A second referral adds a neighbour or services, and takes none of the first away in silence.
    String joined =
        String.join(
            ",", refer.resourceKeys().isEmpty() ? held.referredResources() : refer.resourceKeys());
    desk.setReferral(held.id(), joined, refer.neighbour());
    desk.holdMerged(held.id())
        .forEach(each -> desk.setReferral(each.id(), joined, refer.neighbour()));
    progress.refer(held);
    return changed(held);
  }

  private StepOutcome transfer(DeskCase held, CaseStep.Transfer transfer) throws TamperedException {
    if (held.status() == CaseStatus.CLOSED) {
      return new StepOutcome.WrongStatus(held.status());
    }
    String centre = transfer.centre();
    Optional<CentreKey> newest = keyring.newest(centre);
    if (newest.isEmpty() || centre.equals(held.centre())) {
      return new StepOutcome.NoSuchCentre();
    }
    if (!desk.holdMerged(held.id()).isEmpty()) {
      return new StepOutcome.Merged(null);
    }
    CaseRow row = cases.findById(held.id()).orElseThrow();
    CentreKey to = newest.get();
    Optional<DataKey> key = keys.open(row);
    Optional<NoteKey> notes = noteKeys.open(row);
    if (key.isEmpty()) {
      return new StepOutcome.Unknown();
    }
    if (notes.isPresent()) {
      noteKeys.moveTo(row, notes.get(), to);
    }
    wraps.moveTo(
        held.id(),
        centre,
        to.generation(),
        CentreWrap.wrap(key.get(), Envelopes.bindingOf(row), to.recipient(), to.publicKey()));
    desk.setCentre(held.id(), centre, transfer.reason(), clock.instant());
    if (held.triageCategory() != null) {
      DeskCase there = desk.find(held.id(), centre).orElseThrow();
      desk.setRoute(held.id(), transfer.route().apply(there));
    }
    progress.recordEvent(held.id(), CaseEventKind.TRANSFERRED);
    cases.touch(held.id());
    return new StepOutcome.Done(held, desk.find(held.id(), centre).orElseThrow());
  }

  /// A reply that was stored before counts as done, whatever version the request names.
  private StepOutcome reply(StepRequest request, CaseStep.Reply step) throws TamperedException {
    Optional<DeskCase> found = desk.hold(request.id(), request.centre());
    if (found.isEmpty()) {
      return new StepOutcome.Unknown();
    }
    DeskCase held = found.get();
    Optional<DeskConversation.Reply> opened = conversation.reply(held.id(), step.messageId());
    if (opened.isEmpty()) {
      return new StepOutcome.Unknown();
    }
    DeskConversation.Reply reply = opened.get();
    Optional<Boolean> same = conversation.isWritten(reply, step.words());
    if (same.isPresent()) {
      return same.get() ? new StepOutcome.Done(held, held) : new StepOutcome.IdTaken();
    }
    Optional<StepOutcome.Refused> refused = refusal(request, held, false);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (held.status() == CaseStatus.CLOSED) {
      return new StepOutcome.WrongStatus(CaseStatus.CLOSED);
    }
    if (!conversation.write(reply, step.words())) {
      return new StepOutcome.Full();
    }
    progress.answered(held);
    return changed(held);
  }

  /// Writes down a call to the sender of this case, also of a merged one, and plans the next call.
  /// A next time that the sender did not name as safe is refused.
  private StepOutcome callBack(StepRequest request, DeskCase held, CaseStep.CallBack call) {
    Instant next = call.nextAt();
    if (next != null && held.status() == CaseStatus.CLOSED) {
      return new StepOutcome.WrongStatus(CaseStatus.CLOSED);
    }
    if (next != null
        && calls
            .safeTimes(held.id())
            .filter(safe -> !safe.allows(call.means(), next))
            .isPresent()) {
      return new StepOutcome.NotASafeTime();
    }
    calls.write(request, held, call);
    return changed(held);
  }

  /// All cases are locked in the order of their ids. Families that one of them is in become one.
  private StepOutcome link(StepRequest request, List<StepRequest> others) {
    desk.holdTogether(request.centre());
    List<StepRequest> requests = new ArrayList<>(others);
    requests.add(request);
    requests.sort(Comparator.comparing(StepRequest::id));
    List<DeskCase> all = new ArrayList<>();
    for (StepRequest each : requests) {
      Optional<DeskCase> found = desk.hold(each.id(), each.centre());
      if (found.isEmpty()) {
        return new StepOutcome.Unknown();
      }
      Optional<StepOutcome.Refused> refused = refusal(each, found.get(), true);
      if (refused.isPresent()) {
        return refused.get();
      }
      all.add(found.get());
    }
    DeskCase main = desk.find(request.id(), request.centre()).orElseThrow();
    if (all.stream().anyMatch(each -> each.exercise() != main.exercise())) {
      return new StepOutcome.NotBothExercises();
    }
    UUID family = main.family() == null ? UUID.randomUUID() : main.family();
    for (DeskCase each : all) {
      UUID before = each.family();
      if (before != null && !before.equals(family)) {
        desk.holdFamily(before, main.centre());
        desk.moveFamily(before, main.centre(), family);
      }
      if (!family.equals(before)) {
        desk.setFamily(each.id(), family);
        if (!each.id().equals(main.id())) {
          cases.touch(each.id());
        }
      }
    }
    return changed(main);
  }

  private StepOutcome merge(StepRequest request, List<StepRequest> duplicates) {
    desk.holdTogether(request.centre());
    List<StepRequest> requests = new ArrayList<>(duplicates);
    requests.add(request);
    requests.sort(Comparator.comparing(StepRequest::id));
    Set<Boolean> exercises = new HashSet<>();
    for (StepRequest each : requests) {
      Optional<DeskCase> found = desk.hold(each.id(), each.centre());
      if (found.isEmpty()) {
        return new StepOutcome.Unknown();
      }
      Optional<StepOutcome.Refused> refused = refusal(each, found.get(), true);
      if (refused.isPresent()) {
        return refused.get();
      }
      if (found.get().status() == CaseStatus.CLOSED) {
        return new StepOutcome.WrongStatus(CaseStatus.CLOSED);
      }
      exercises.add(found.get().exercise());
    }
    if (exercises.size() > 1) {
      return new StepOutcome.NotBothExercises();
    }
    DeskCase main = desk.find(request.id(), request.centre()).orElseThrow();
    Instant now = clock.instant();
    for (StepRequest each : duplicates) {
      DeskCase duplicate = desk.find(each.id(), each.centre()).orElseThrow();
      desk.holdMerged(duplicate.id()).forEach(its -> desk.setMergedInto(its.id(), main.id(), now));
      desk.setMergedInto(duplicate.id(), main.id(), now);
      progress.catchUp(duplicate, main.status());
      if (duplicate.isUrgent()) {
        cases.setSaidSince(
            main.id(), duplicate.isDanger() ? Urgency.IMMEDIATE_DANGER : Urgency.URGENT);
      }
    }
    desk.holdMerged(main.id())
        .forEach(each ->
            desk.setClaim(each.id(), main.claimedBy(), main.claimedName(), main.claimedAt()));
    return changed(main);
  }

  private StepOutcome separate(DeskCase held) {
    UUID main = held.mergedInto();
    Instant mergedAt = held.mergedAt();
    if (main == null
        || mergedAt == null
        || mergedAt.plus(MERGES_UNDONE_FOR).isBefore(clock.instant())) {
      return new StepOutcome.NotMergedLately();
    }
    cases.standAlone(held.id());
    cases.touch(main);
    return changed(held);
  }

  /// Why this worker may not act on the case at the version that they saw; empty if they may.
  private static Optional<StepOutcome.Refused> refusal(
      StepRequest request, DeskCase held, boolean notMerged) {
    if (held.version() != request.expectedVersion()) {
      return Optional.of(new StepOutcome.Conflict(held.version()));
    }
    if (notMerged && held.mergedInto() != null) {
      return Optional.of(new StepOutcome.Merged(held.mergedInto()));
    }
    return request.isKeptOut(held.claimedBy())
        ? Optional.of(new StepOutcome.ClaimedByAnother(nameOf(held)))
        : Optional.empty();
  }

  private StepOutcome changed(DeskCase held) {
    cases.touch(held.id());
    return new StepOutcome.Done(held, desk.find(held.id(), held.centre()).orElseThrow());
  }

  private static String nameOf(DeskCase held) {
    String name = held.claimedName();
    return name == null ? "" : name;
  }
}
