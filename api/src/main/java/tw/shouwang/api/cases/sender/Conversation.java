package tw.shouwang.api.cases.sender;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.cases.admission.Bulkhead;
import tw.shouwang.api.cases.admission.Load;
import tw.shouwang.api.cases.admission.WorkChallenges;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.Direction;
import tw.shouwang.api.cases.envelope.SeenMark;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CaseLock;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.EntryRepository;
import tw.shouwang.api.cases.records.EntryRow;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.forms.WorkChallenge;

/// Adds a sender's messages after the form. The client's message id makes a retry harmless; a known
/// message needs no proof of work and does not wait. A message to a closed case reopens it and
/// restarts its periods.
@Singleton
class Conversation {

  private final CaseRepository cases;
  private final CaseLock lock;
  private final EntryRepository entries;
  private final CaseViews views;
  private final Envelopes envelopes;
  private final SenderCourse course;
  private final WorkChallenges work;
  private final Load load;
  private final Bulkhead bulkhead;
  private final CoarseTime time;
  private final TransactionOperations<Connection> transactions;

  Conversation(
      CaseRepository cases,
      CaseLock lock,
      EntryRepository entries,
      CaseViews views,
      Envelopes envelopes,
      SenderCourse course,
      WorkChallenges work,
      Load load,
      Bulkhead bulkhead,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.cases = cases;
    this.lock = lock;
    this.entries = entries;
    this.views = views;
    this.envelopes = envelopes;
    this.course = course;
    this.work = work;
    this.load = load;
    this.bulkhead = bulkhead;
    this.time = new CoarseTime(clock);
    this.transactions = transactions;
  }

  /// The result of a message.
  sealed interface Written {

    /// It is stored on disk, now or by an earlier try.
    record Kept(CaseView view) implements Written {}

    /// Another message has this id.
    record IdTaken() implements Written {}

    record WorkNeeded(WorkChallenge challenge) implements Written {}

    record Busy() implements Written {}

    /// The sender has reached the number of entries of one case.
    record Full() implements Written {}

    /// The receipt no longer opens the case.
    record UnknownCase() implements Written {}
  }

  /// A message during its processing: its case from the look-up, and the result of an earlier try.
  ///
  /// @param known the earlier result; empty for a new message
  record Arrived(CaseHandle handle, DataKey key, byte[] tag, Optional<Written> known) {}

  /// Finds the case of a message; empty if the receipt opens none.
  Optional<Arrived> arrive(AddMessageInput input) throws TamperedException {
    Optional<CaseHandle> found = views.find(input.receipt());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    CaseHandle handle = found.get();
    Optional<DataKey> opened = views.key(handle);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    DataKey key = opened.get();
    byte[] tag = key.messageTag(Direction.FROM_SENDER, input.messageId());
    return Optional.of(new Arrived(handle, key, tag, known(handle, key, tag, input)));
  }

  Written add(Arrived arrived, AddMessageInput input) throws Exception {
    if (arrived.known().isPresent()) {
      return arrived.known().get();
    }
    CaseHandle handle = arrived.handle();
    Optional<WorkChallenge> asked =
        work.lacking(urgency(handle, input), input.proof(), handle.hash());
    if (asked.isPresent()) {
      return new Written.WorkNeeded(asked.get());
    }
    load.note();
    return bulkhead
        .enter(urgency(handle, input), () -> keep(arrived, input))
        .orElseGet(Written.Busy::new);
  }

  /// How urgent it is to store the message: as urgent as its case, or as it says itself.
  private static Urgency urgency(CaseHandle handle, AddMessageInput input) {
    Urgency said = input.urgency();
    return said == Urgency.IMMEDIATE_DANGER ? said : handle.row().urgency();
  }

  private Written keep(Arrived arrived, AddMessageInput input) throws TamperedException {
    try {
      return transactions.executeWrite(status -> write(arrived, input));
    } catch (DataAccessException e) {
      // The commit may have succeeded although its answer was lost; the message's id shows it.
      return known(arrived.handle(), arrived.key(), arrived.tag(), input).orElseThrow(() -> e);
    }
  }

  private Optional<Written> known(
      CaseHandle handle, DataKey key, byte[] tag, AddMessageInput input) {
    Optional<EntryRow> entry =
        entries.findByCaseIdAndDirectionAndMessageTag(
            handle.row().id(), Direction.FROM_SENDER, tag);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    boolean same = entry.get().says(key.messageFingerprint(input.messageId(), input.words()));
    return Optional.of(same ? new Written.Kept(views.view(handle)) : new Written.IdTaken());
  }

  private Written write(Arrived arrived, AddMessageInput input) throws TamperedException {
    CaseHandle handle = arrived.handle();
    Optional<CaseRow> held = lock.hold(handle);
    if (held.isEmpty()) {
      return new Written.UnknownCase();
    }
    CaseRow row = held.get();
    // A concurrent retry may have been faster.
    CaseHandle current = new CaseHandle(row, handle.receipt(), handle.hash());
    Optional<Written> known = known(current, arrived.key(), arrived.tag(), input);
    if (known.isPresent()) {
      return known.get();
    }
    if (entries.count(row.id(), Direction.FROM_SENDER) >= EntryRow.MOST_OF_A_SIDE) {
      // What is full is full for words, and not for danger.
      if (input.urgency() == Urgency.IMMEDIATE_DANGER) {
        course.saysDanger(row.id());
      }
      return new Written.Full();
    }
    Instant now = time.now();
    List<UUID> ids = entries.ids(row.id());
    entries.save(
        envelopes.entry(
            row.id(),
            arrived.key(),
            Envelopes.bindingOf(row),
            new Envelopes.Draft(
                Direction.FROM_SENDER,
                input.messageId(),
                Map.of("words", input.words()),
                SeenMark.of(ids.subList(0, entries.read(row.id(), Direction.FROM_SENDER))),
                input.urgency()),
            entries.nextPosition(row.id()),
            now));
    course.wrote(row, input.urgency(), now);
    CaseRow after = cases.findById(row.id()).orElseThrow();
    return new Written.Kept(views.view(new CaseHandle(after, handle.receipt(), handle.hash())));
  }
}
