package tw.shouwang.api.cases.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.cases.envelope.Content;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.EntryRepository;
import tw.shouwang.api.cases.records.EntryRow;
import tw.shouwang.api.cases.records.SafeTimes;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.cases.sealing.StaffKeys;

/// Calls to senders: what came of them, and which are due. Reads when a sender can be reached from
/// the sealed form; of it nothing is kept but the time of the next call. Staff role only.
@Singleton
public class CaseCalls {

  private static final int MOST_TO_ALERT = 1_000;

  private final CaseRepository cases;
  private final EntryRepository entries;
  private final CallRepository calls;
  private final StaffKeys keys;
  private final Envelopes envelopes;
  private final InstantSource clock;

  CaseCalls(
      CaseRepository cases,
      EntryRepository entries,
      CallRepository calls,
      StaffKeys keys,
      Envelopes envelopes,
      InstantSource clock) {
    this.cases = cases;
    this.entries = entries;
    this.calls = calls;
    this.keys = keys;
    this.envelopes = envelopes;
    this.clock = clock;
  }

  /// When the sender of a case can be reached, as they said; empty if they did not say, or if their
  /// form does not open.
  public Optional<SafeTimes> safeTimes(UUID id) {
    Optional<CaseRow> row = cases.findById(id);
    if (row.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<DataKey> key = keys.open(row.get());
      return key.flatMap(opened ->
          entries.before(id, 1, 1).stream()
              .filter(EntryRow::isForm)
              .findFirst()
              .flatMap(form -> envelopes.read(row.get(), opened, form))
              .flatMap(content -> content.get(Content.SAFE_TIMES))
              .map(SafeTimes::parse));
    } catch (TamperedException e) {
      return Optional.empty();
    }
  }

  /// Writes down what a call came to, and plans the next one; to be called while the case is
  /// locked. A call that was made, or given up, is no longer planned.
  void write(StepRequest request, DeskCase held, CaseStep.CallBack call) {
    String outcome = call.outcome();
    if (outcome != null) {
      calls.addAttempt(
          UUID.randomUUID(),
          held.id(),
          request.worker(),
          request.name(),
          call.means(),
          outcome,
          clock.instant());
    }
    Instant next = call.nextAt();
    if (next != null) {
      calls.plan(held.id(), held.centre(), call.means(), next);
    } else {
      calls.forgetPlan(held.id());
    }
  }

  /// A centre's planned calls up to a time, the earliest first.
  ///
  /// @param worker only those of cases that this worker has claimed; empty for all
  /// @param afterCall the time of the last one of the page before
  /// @param afterCase its case
  public List<PlannedCall> due(
      String centre, String worker, Instant until, Instant afterCall, UUID afterCase, int atMost) {
    return calls.due(centre, worker, until, afterCall, afterCase, atMost);
  }

  public int countDue(String centre, String worker, Instant until) {
    return calls.countDue(centre, worker, until);
  }

  /// Calls that are due now and of which nobody was alerted.
  public List<DueCall> toAlert() {
    return calls.toAlert(clock.instant(), MOST_TO_ALERT);
  }

  /// @return whether this call, of several nodes, is to alert
  public boolean markAlerted(UUID caseId) {
    return calls.markAlerted(caseId, clock.instant()) > 0;
  }
}
