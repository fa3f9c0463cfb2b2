package tw.shouwang.api.cases.desk;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.envelope.CentreWrap;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseEventKind;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.CentreWrapRepository;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sealing.CentreKeyring;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.cases.sealing.StaffKeys;
import tw.shouwang.api.devices.Devices;
import tw.shouwang.notifications.outbox.PushTiming;

/// What a worker does with a case. Each step is one transaction, or part of the caller's: status,
/// version, event and push. Who may do it, and what is written down about it, is the intake's to
/// decide.
///
/// A step names the version that the worker saw; of two workers who saw the same one, the second is
/// told so. A step that is already done changes nothing. What happens to a case happens to those
/// merged into it as well, but a reply goes to one sender only. Staff role only: opening and
/// answering need the centre's private key.
@Singleton
public class CaseDesk {

  private final CaseRepository cases;
  private final DeskRepository desk;
  private final CentreWrapRepository wraps;
  private final StaffKeys keys;
  private final CentreKeyring keyring;
  private final DeskConversation conversation;
  private final CaseProgress progress;
  private final Devices devices;
  private final InstantSource clock;
  private final TransactionOperations<Connection> transactions;

  CaseDesk(
      CaseRepository cases,
      DeskRepository desk,
      CentreWrapRepository wraps,
      StaffKeys keys,
      CentreKeyring keyring,
      DeskConversation conversation,
      CaseProgress progress,
      Devices devices,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.cases = cases;
    this.desk = desk;
    this.wraps = wraps;
    this.keys = keys;
    this.keyring = keyring;
    this.conversation = conversation;
    this.progress = progress;
    this.devices = devices;
    this.clock = clock;
    this.transactions = transactions;
  }

  /// Takes the case, unless a colleague has; the sender hears that a person has read it.
  public DeskStep claim(DeskHand hand) {
    return step(
        hand,
        held -> {
          if (held.status() == CaseStatus.CLOSED) {
            return new DeskStep.WrongStatus(held.status());
          }
          String holder = held.claimedBy();
          if (holder != null && !holder.equals(hand.worker())) {
            return new DeskStep.ClaimedByAnother(nameOf(held));
          }
          if (holder == null) {
            desk.setClaim(held.id(), hand.worker(), hand.name(), clock.instant());
          }
          progress.to(held, CaseStatus.SEEN);
          return changed(held);
        });
  }

  public DeskStep release(DeskHand hand) {
    return step(
        hand,
        held -> {
          desk.setClaim(held.id(), null, null, null);
          return changed(held);
        });
  }

  /// The sender hears that a person has read it.
  public DeskStep acknowledge(DeskHand hand) {
    return step(
        hand,
        held -> {
          progress.to(held, CaseStatus.SEEN);
          return changed(held);
        });
  }

  /// Grades and classifies it and says where it goes; again, where it was before.
  ///
  /// @param route the office, for the case as it is while it is held
  public DeskStep triage(
      DeskHand hand, Urgency level, String category, Function<DeskCase, @Nullable String> route) {
    return openStep(
        hand,
        held -> {
          desk.setTriage(held.id(), level.name(), category, route.apply(held));
          progress.to(held, CaseStatus.TRIAGED);
          return changed(held);
        });
  }

  /// @param resourceKeys the directory's keys of whoever can help
  /// @param neighbour the system it goes on in, where it does
  public DeskStep refer(DeskHand hand, List<String> resourceKeys, @Nullable String neighbour) {
    return openStep(
        hand,
        held -> {
          String joined = String.join(",", resourceKeys);
          desk.setReferral(held.id(), joined, neighbour);
          desk.holdMerged(held.id())
              .forEach(each -> desk.setReferral(each.id(), joined, neighbour));
          progress.refer(held);
          return changed(held);
        });
  }

  public DeskStep close(DeskHand hand, @Nullable String outcome) {
    return step(
        hand,
        held -> {
          if (held.status() != CaseStatus.CLOSED) {
            cases.setOutcome(held.id(), outcome);
            progress.close(held);
          } else if (!Objects.equals(held.outcome(), outcome)) {
            return new DeskStep.WrongStatus(CaseStatus.CLOSED);
          }
          return changed(held);
        });
  }

  /// Back to the status before it was closed.
  public DeskStep reopen(DeskHand hand) {
    return step(
        hand,
        held -> {
          if (held.status() == CaseStatus.CLOSED) {
            progress.reopen(held);
          }
          return changed(held);
        });
  }

  /// Lets the duplicates go on as the case in the hand; each sender keeps their receipt, and hears
  /// from now on what happens to that case.
  public DeskStep merge(DeskHand hand, List<DeskHand> duplicates) {
    return transactions.executeWrite(transaction -> {
      // All in the order of their ids, so that two merges cannot wait for each other.
      List<DeskHand> hands = new ArrayList<>(duplicates);
      hands.add(hand);
      hands.sort(Comparator.comparing(DeskHand::id));
      for (DeskHand each : hands) {
        DeskStep found = find(each, true);
        if (!(found instanceof DeskStep.Done done)) {
          return found;
        }
        if (done.now().status() == CaseStatus.CLOSED) {
          return new DeskStep.WrongStatus(CaseStatus.CLOSED);
        }
      }
      DeskCase main = desk.find(hand.id(), hand.centre()).orElseThrow();
      for (DeskHand each : duplicates) {
        DeskCase duplicate = desk.find(each.id(), each.centre()).orElseThrow();
        desk.holdMerged(duplicate.id()).forEach(its -> desk.setMergedInto(its.id(), main.id()));
        desk.setMergedInto(duplicate.id(), main.id());
        progress.catchUp(duplicate, main.status());
      }
      return changed(main);
    });
  }

  /// Hands the case to another centre: its key is wrapped anew, and this one sees it no more.
  public DeskStep transfer(DeskHand hand, String centre, String reason) {
    return openStep(
        hand,
        held -> {
          Optional<CentreKey> newest = keyring.newest(centre);
          if (newest.isEmpty() || centre.equals(held.centre())) {
            return new DeskStep.NoSuchCentre();
          }
          if (!desk.holdMerged(held.id()).isEmpty()) {
            return new DeskStep.Merged(null);
          }
          CaseRow row = cases.findById(held.id()).orElseThrow();
          CentreKey to = newest.get();
          DataKey key = keys.open(row);
          wraps.moveTo(
              held.id(),
              centre,
              to.generation(),
              CentreWrap.wrap(key, Envelopes.bindingOf(row), to.recipient(), to.publicKey()));
          desk.setCentre(held.id(), centre, reason, clock.instant());
          progress.transferred(held);
          desk.touch(held.id());
          return new DeskStep.Done(desk.find(held.id(), centre).orElseThrow());
        });
  }

  /// Writes to the sender, who hears of it at once. The same message id and words a second time
  /// change nothing, whatever version they name; other words with it are refused.
  public DeskStep reply(DeskHand hand, String messageId, String words) {
    return transactions.executeWrite(transaction -> {
      Optional<DeskCase> found = desk.hold(hand.id(), hand.centre());
      if (found.isEmpty()) {
        return new DeskStep.Unknown();
      }
      try {
        DeskConversation.Reply reply = conversation.reply(hand.id(), messageId);
        Optional<String> before = conversation.wordsOf(reply);
        if (before.isPresent()) {
          return before.get().equals(words)
              ? new DeskStep.Done(found.get())
              : new DeskStep.IdTaken();
        }
        DeskStep allowed = allowed(hand, found.get(), false);
        if (!(allowed instanceof DeskStep.Done)) {
          return allowed;
        }
        if (found.get().status() == CaseStatus.CLOSED) {
          return new DeskStep.WrongStatus(CaseStatus.CLOSED);
        }
        conversation.write(reply, words);
        progress.happened(hand.id(), CaseEventKind.ANSWERED);
        devices.push(hand.id(), PushTiming.AT_ONCE);
        return changed(found.get());
      } catch (TamperedException e) {
        return new DeskStep.Unreadable();
      }
    });
  }

  /// The whole conversation. The first time, it leaves the tags by which duplicates are found; it
  /// changes no status. To be audited by the caller, in the same transaction.
  ///
  /// @return nothing when the centre has no such case
  public Optional<OpenedCase> open(UUID id, String centre, DuplicateTagger tagger)
      throws TamperedException {
    Optional<DeskCase> found = desk.find(id, centre);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    OpenedCase opened = conversation.read(id);
    DeskCase known = found.get();
    if (known.openedOn() == null) {
      DuplicateTagger.Tags tags =
          tagger.tags(known.topic(), opened.form().get("place"), known.receivedOn());
      desk.setOpened(
          id,
          CoarseTime.dayOf(clock.instant()),
          tags == null ? null : tags.duplicate(),
          tags == null ? null : tags.repeat());
    }
    desk.markRead(id);
    return Optional.of(opened);
  }

  private DeskStep openStep(DeskHand hand, Step step) {
    return step(
        hand,
        held ->
            held.status() == CaseStatus.CLOSED
                ? new DeskStep.WrongStatus(held.status())
                : step.take(held));
  }

  private DeskStep step(DeskHand hand, Step step) {
    return transactions.executeWrite(transaction -> {
      DeskStep found = find(hand, true);
      if (!(found instanceof DeskStep.Done done)) {
        return found;
      }
      try {
        return step.take(done.now());
      } catch (TamperedException e) {
        return new DeskStep.Unreadable();
      }
    });
  }

  private DeskStep find(DeskHand hand, boolean notMerged) {
    return desk.hold(hand.id(), hand.centre())
        .map(held -> allowed(hand, held, notMerged))
        .orElseGet(DeskStep.Unknown::new);
  }

  private static DeskStep allowed(DeskHand hand, DeskCase held, boolean notMerged) {
    if (held.version() != hand.expectedVersion()) {
      return new DeskStep.Conflict(held.version());
    }
    if (notMerged && held.mergedInto() != null) {
      return new DeskStep.Merged(held.mergedInto());
    }
    if (hand.isKeptOut(held.claimedBy())) {
      return new DeskStep.ClaimedByAnother(nameOf(held));
    }
    return new DeskStep.Done(held);
  }

  private DeskStep changed(DeskCase held) {
    desk.touch(held.id());
    return new DeskStep.Done(desk.find(held.id(), held.centre()).orElseThrow());
  }

  private static String nameOf(DeskCase held) {
    String name = held.claimedName();
    return name == null ? "" : name;
  }

  private interface Step {
    DeskStep take(DeskCase held) throws TamperedException;
  }
}
