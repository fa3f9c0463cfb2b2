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
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.admission.Bulkhead;
import tw.shouwang.api.cases.admission.Load;
import tw.shouwang.api.cases.admission.WorkChallenges;
import tw.shouwang.api.cases.admission.WorkShown;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.Direction;
import tw.shouwang.api.cases.envelope.SeenMark;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CaseLock;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.EntryRepository;
import tw.shouwang.api.cases.records.EntryRow;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.forms.WorkChallenge;
import tw.shouwang.graphql.ratelimits.CallerKey;

/// Adds a sender's messages after the form. The client's message id makes a retry harmless; a known
/// message needs no proof of work and does not wait. A message to a closed case reopens it and
/// restarts its periods.
@Singleton
public class Conversation {

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
  public sealed interface Written {

    /// It is stored on disk, now or by an earlier try.
    record Kept(CaseView view) implements Written {}

    /// Another message has this id.
    record IdTaken() implements Written {}

    /// An entry that a client sealed has an id in use elsewhere.
    record Unusable() implements Written {}

    /// The case's key does not open with the receipt: a client has wrapped something else.
    record Unreadable() implements Written {}

    record WorkNeeded(WorkChallenge challenge) implements Written {}

    record Busy() implements Written {}

    /// The sender has reached the number of entries of one case.
    record Full() implements Written {}

    /// The receipt no longer opens the case.
    record UnknownCase() implements Written {}
  }

  /// A message for one case, sealed already or ready to be.
  public interface NewMessage {

    /// Represents the client's message id.
    byte[] tag();

    /// The fingerprint by which a retry is recognized.
    byte[] fingerprint();

    /// The urgency that the sender states, if any.
    @Nullable Urgency urgency();

    WorkShown work(byte[] hash);

    /// Whether an entry with its id is stored already, in whichever case.
    boolean isTaken();

    /// The entry to store in the locked case.
    EntryRow entry(CaseRow row, int position, Instant now) throws TamperedException;
  }

  /// A message during its processing: its case from the look-up, and the result of an earlier try.
  ///
  /// @param known the earlier result; empty for a new message
  public record Arrived(CaseHandle handle, NewMessage message, Optional<Written> known) {}

  /// Finds the case of a message; empty if the receipt opens none.
  ///
  /// @throws TamperedException if the case is there and its key does not open
  Optional<Arrived> arrive(AddMessageInput input, CallerKey caller) throws TamperedException {
    Optional<CaseHandle> found = views.find(input.receipt());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    CaseHandle handle = found.get();
    Optional<DataKey> opened = views.key(handle);
    return opened.isEmpty()
        ? Optional.empty()
        : Optional.of(arrived(handle, new InClear(input, opened.get(), caller)));
  }

  /// @param handle from a look-up that allows changes
  public Arrived arrived(CaseHandle handle, NewMessage message) {
    return new Arrived(handle, message, known(handle, message));
  }

  public Written add(Arrived arrived) throws Exception {
    if (arrived.known().isPresent()) {
      Written known = arrived.known().get();
      return known instanceof Written.Kept && calmer(arrived).isPresent()
          ? bulkhead
              .enter(Urgency.IMMEDIATE_DANGER, () -> saidAgain(arrived, known))
              .orElseGet(Written.Busy::new)
          : known;
    }
    CaseHandle handle = arrived.handle();
    Urgency urgency = urgency(arrived);
    Optional<WorkChallenge> asked = work.lacking(urgency, arrived.message().work(handle.hash()));
    if (asked.isPresent()) {
      return new Written.WorkNeeded(asked.get());
    }
    load.note();
    return bulkhead.enter(urgency, () -> keep(arrived)).orElseGet(Written.Busy::new);
  }

  /// The stored message of which this one is a retry, if only the retry says that it is danger: a
  /// sender who got no answer has raised the urgency and sent it again.
  private Optional<EntryRow> calmer(Arrived arrived) {
    return arrived.message().urgency() == Urgency.IMMEDIATE_DANGER
        ? stored(arrived.handle(), arrived.message())
            .filter(entry -> entry.urgency() != Urgency.IMMEDIATE_DANGER)
        : Optional.empty();
  }

  private Written saidAgain(Arrived arrived, Written known) {
    return transactions.executeWrite(status ->
        lock.hold(arrived.handle())
            .map(row -> saidAgain(row, arrived, known))
            .orElseGet(Written.UnknownCase::new));
  }

  /// The entry stays as it was sealed. Its locked case counts as danger from now on, and staff are
  /// told once, however often the same message comes again. A closed case is opened again only by a
  /// new message.
  private Written saidAgain(CaseRow row, Arrived arrived, Written known) {
    Optional<UUID> calmer =
        known instanceof Written.Kept ? calmer(arrived).map(EntryRow::id) : Optional.empty();
    if (calmer.isEmpty() || entries.isDangerSaidAgain(calmer.get())) {
      return known;
    }
    if (row.status() == CaseStatus.CLOSED || cases.isMergedIntoClosed(row.id())) {
      return new Written.IdTaken();
    }
    entries.markDangerSaidAgain(calmer.get());
    course.saysDanger(row.id());
    return known;
  }

  /// How urgent it is to store the message: as urgent as its case, or as it says itself.
  private static Urgency urgency(Arrived arrived) {
    Urgency said = arrived.message().urgency();
    return said == Urgency.IMMEDIATE_DANGER ? said : arrived.handle().row().urgency();
  }

  private Written keep(Arrived arrived) throws TamperedException {
    try {
      return transactions.executeWrite(status -> write(arrived));
    } catch (DataAccessException e) {
      return afterFailure(arrived, e);
    }
  }

  /// The commit may have succeeded although its answer was lost; the message's id shows it. Or
  /// another case was faster with the entry's id, which is unique.
  private Written afterFailure(Arrived arrived, DataAccessException failed) {
    boolean taken = arrived.message().isTaken();
    Optional<Written> known = known(arrived.handle(), arrived.message());
    if (known.isEmpty() && !taken) {
      throw failed;
    }
    return known.orElseGet(Written.Unusable::new);
  }

  private Optional<Written> known(CaseHandle handle, NewMessage message) {
    Optional<EntryRow> entry = stored(handle, message);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    if (!entry.get().says(message.fingerprint())) {
      return Optional.of(new Written.IdTaken());
    }
    lock.settle(handle.row().id());
    return Optional.of(new Written.Kept(views.view(handle)));
  }

  private Optional<EntryRow> stored(CaseHandle handle, NewMessage message) {
    return entries.findByCaseIdAndDirectionAndMessageTag(
        handle.row().id(), Direction.FROM_SENDER, message.tag());
  }

  private Written write(Arrived arrived) throws TamperedException {
    CaseHandle handle = arrived.handle();
    NewMessage message = arrived.message();
    Optional<CaseRow> held = lock.hold(handle);
    if (held.isEmpty()) {
      return new Written.UnknownCase();
    }
    CaseRow row = held.get();
    // A concurrent retry may have been faster.
    Optional<Written> known = known(handle.to(row), message);
    if (known.isPresent()) {
      return saidAgain(row, arrived, known.get());
    }
    if (entries.count(row.id(), Direction.FROM_SENDER) >= EntryRow.MOST_OF_A_SIDE) {
      // A full case takes no more words, but danger is noted all the same.
      if (message.urgency() == Urgency.IMMEDIATE_DANGER) {
        course.saysDanger(row.id());
      }
      return new Written.Full();
    }
    if (message.isTaken()) {
      return new Written.Unusable();
    }
    Instant now = time.now();
    entries.save(message.entry(row, entries.nextPosition(row.id()), now));
    course.wrote(row, message.urgency(), now);
    return new Written.Kept(views.view(handle.to(cases.findById(row.id()).orElseThrow())));
  }

  /// @return the case, or empty if the credential no longer leads to it
  Optional<CaseRow> markRead(CaseHandle handle, int position) {
    return transactions.executeWrite(status -> {
      Optional<CaseRow> held = lock.hold(handle);
      held.ifPresent(row -> entries.markRead(row.id(), 0, position));
      return held;
    });
  }

  /// A message that the service seals.
  private final class InClear implements NewMessage {

    private final AddMessageInput input;
    private final DataKey key;
    private final CallerKey caller;

    InClear(AddMessageInput input, DataKey key, CallerKey caller) {
      this.input = input;
      this.key = key;
      this.caller = caller;
    }

    @Override
    public byte[] tag() {
      return key.messageTag(Direction.FROM_SENDER, input.messageId());
    }

    @Override
    public byte[] fingerprint() {
      return key.messageFingerprint(input.messageId(), input.words());
    }

    @Override
    public @Nullable Urgency urgency() {
      return input.urgency();
    }

    @Override
    public WorkShown work(byte[] hash) {
      return WorkShown.plain(input.proof(), hash, caller);
    }

    /// Its entry gets a random id only when it is stored.
    @Override
    public boolean isTaken() {
      return false;
    }

    @Override
    public EntryRow entry(CaseRow row, int position, Instant now) throws TamperedException {
      List<UUID> ids = entries.ids(row.id());
      return envelopes.entry(
          row.id(),
          key,
          Envelopes.bindingOf(row),
          new Envelopes.Draft(
              Direction.FROM_SENDER,
              input.messageId(),
              Map.of("words", input.words()),
              SeenMark.of(ids.subList(0, entries.read(row.id(), Direction.FROM_SENDER))),
              input.urgency()),
          position,
          now);
    }
  }
}
