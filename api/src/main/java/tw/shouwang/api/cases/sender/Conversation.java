package tw.shouwang.api.cases.sender;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import tw.shouwang.api.cases.admission.Bulkhead;
import tw.shouwang.api.cases.admission.Load;
import tw.shouwang.api.cases.admission.ProofOfWork;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.Direction;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseEventKind;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CasePeriods;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.EntryRepository;
import tw.shouwang.api.cases.records.EntryRow;
import tw.shouwang.api.cases.records.EventRepository;
import tw.shouwang.api.cases.records.EventRow;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.forms.ProofChallenge;

/// Adds what the sender writes after the form. The client's message id makes a retry harmless, and
/// a known message is neither asked for work nor kept waiting; a message to a closed case opens it
/// again and starts its periods anew.
@Singleton
class Conversation {

  private final CaseRepository cases;
  private final EntryRepository entries;
  private final EventRepository events;
  private final CaseViews views;
  private final Envelopes envelopes;
  private final CasePeriods periods;
  private final ProofOfWork proofOfWork;
  private final Load load;
  private final Bulkhead bulkhead;
  private final CoarseTime time;
  private final TransactionOperations<Connection> transactions;

  Conversation(
      CaseRepository cases,
      EntryRepository entries,
      EventRepository events,
      CaseViews views,
      Envelopes envelopes,
      CasePeriods periods,
      ProofOfWork proofOfWork,
      Load load,
      Bulkhead bulkhead,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.cases = cases;
    this.entries = entries;
    this.events = events;
    this.views = views;
    this.envelopes = envelopes;
    this.periods = periods;
    this.proofOfWork = proofOfWork;
    this.load = load;
    this.bulkhead = bulkhead;
    this.time = new CoarseTime(clock);
    this.transactions = transactions;
  }

  /// What became of a message.
  sealed interface Outcome {
    record Kept() implements Outcome {}

    /// The id stands for other words.
    record IdTaken() implements Outcome {}

    record ProofNeeded(ProofChallenge challenge) implements Outcome {}

    record Busy() implements Outcome {}
  }

  Outcome add(CaseHandle handle, AddMessageInput input) throws Exception {
    DataKey key = views.key(handle);
    byte[] tag = key.messageTag(input.messageId());
    Optional<Outcome> known = known(handle, key, tag, input.words());
    if (known.isPresent()) {
      return known.get();
    }
    Urgency urgency = handle.row().urgency();
    Optional<ProofChallenge> asked =
        proofOfWork.lacking(urgency, input.proof(), envelopes.hash(handle.receipt()));
    if (asked.isPresent()) {
      return new Outcome.ProofNeeded(asked.get());
    }
    load.note();
    return bulkhead
        .enter(urgency, () -> keep(handle, key, tag, input.words()))
        .orElseGet(Outcome.Busy::new);
  }

  private Outcome keep(CaseHandle handle, DataKey key, byte[] tag, String words)
      throws TamperedException {
    try {
      transactions.executeWrite(status -> {
        write(handle, key, tag, words);
        return null;
      });
      return new Outcome.Kept();
    } catch (DataAccessException e) {
      // A twin was faster, or the commit's answer was lost: the message's id tells.
      return known(handle, key, tag, words).orElseThrow(() -> e);
    }
  }

  private Optional<Outcome> known(CaseHandle handle, DataKey key, byte[] tag, String words)
      throws TamperedException {
    Optional<EntryRow> entry = entries.findByCaseIdAndMessageTag(handle.row().id(), tag);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    boolean same = envelopes.read(handle.row(), key, entry.get()).words().equals(words);
    return Optional.of(same ? new Outcome.Kept() : new Outcome.IdTaken());
  }

  private void write(CaseHandle handle, DataKey key, byte[] tag, String words)
      throws TamperedException {
    CaseRow row = handle.row();
    CaseStatus status = cases.lock(row.id());
    Instant now = time.now();
    entries.save(
        envelopes.entry(
            row.id(),
            key,
            Envelopes.bindingOf(row),
            Direction.FROM_SENDER,
            tag,
            (int) entries.countByCaseId(row.id()),
            Map.of("words", words),
            now));
    events.save(EventRow.of(row.id(), CaseEventKind.MESSAGE_ADDED, now));
    if (status == CaseStatus.CLOSED) {
      events.save(EventRow.of(row.id(), CaseEventKind.REOPENED, periods.notBefore(row.id(), now)));
      cases.setStatus(row.id(), periods.statusBeforeClose(row.id()));
      cases.setOutcome(row.id(), null);
      cases.standAlone(row.id());
    }
    cases.setPeriods(row.id(), periods.closeOn(now), periods.eraseOpenOn(now));
  }
}
