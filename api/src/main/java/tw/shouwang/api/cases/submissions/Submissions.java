package tw.shouwang.api.cases.submissions;

import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tw.shouwang.api.cases.admission.Bulkhead;
import tw.shouwang.api.cases.admission.Load;
import tw.shouwang.api.cases.admission.StorageDeadline;
import tw.shouwang.api.cases.admission.Stored;
import tw.shouwang.api.cases.admission.Surge;
import tw.shouwang.api.cases.admission.WorkChallenges;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.ReceiptRepository;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sealing.CentreKeyring;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.forms.WorkChallenge;

/// Stores the submissions of both forms, each once.
///
/// The client's receipt makes a retry harmless: the same receipt and content give the same case in
/// its present state; the same receipt with other content is refused. A submission is confirmed
/// only after it is on disk.
@Singleton
public class Submissions {

  private final CaseRepository cases;
  private final ReceiptRepository receipts;
  private final CaseSealer sealer;
  private final CaseWriter writer;
  private final CaseViews views;
  private final Envelopes envelopes;
  private final CentreKeyring keyring;
  private final WorkChallenges work;
  private final Load load;
  private final Surge surge;
  private final StorageDeadline deadline;
  private final Bulkhead bulkhead;
  private final InstantSource clock;

  Submissions(
      CaseRepository cases,
      ReceiptRepository receipts,
      CaseSealer sealer,
      CaseWriter writer,
      CaseViews views,
      Envelopes envelopes,
      CentreKeyring keyring,
      WorkChallenges work,
      Load load,
      Surge surge,
      StorageDeadline deadline,
      Bulkhead bulkhead,
      InstantSource clock) {
    this.cases = cases;
    this.receipts = receipts;
    this.sealer = sealer;
    this.writer = writer;
    this.views = views;
    this.envelopes = envelopes;
    this.keyring = keyring;
    this.work = work;
    this.load = load;
    this.surge = surge;
    this.deadline = deadline;
    this.bulkhead = bulkhead;
    this.clock = clock;
  }

  public Submitted submit(Submission submission) {
    byte[] hash = envelopes.hash(submission.receipt());
    if (submission.urgency() != Urgency.IMMEDIATE_DANGER
        && work.isUnpaidPastLimit(submission.proof(), hash)) {
      return knownOrAskedForWork(submission, hash);
    }
    return deadline
        .within(
            () -> bulkhead.enter(submission.urgency(), () -> takeInOneOfTwoTries(submission, hash)))
        .map(place -> place.orElseGet(() -> new Submitted.Busy(Bulkhead.RETRY_AFTER)))
        .orElseGet(Submitted.Unavailable::new);
  }

  /// A report past its address's limit uses places for reads until it has shown its proof of work,
  /// so that one address cannot delay the reports of others.
  private Submitted knownOrAskedForWork(Submission submission, byte[] hash) {
    return switch (deadline.find(() -> known(submission, hash))) {
      case Stored.Present<Submitted>(Submitted known) -> known;
      case Stored.Absent<Submitted>() ->
          work.lacking(submission.urgency(), submission.proof(), hash)
              .<Submitted>map(Submitted.WorkNeeded::new)
              .orElseGet(() -> new Submitted.Busy(Bulkhead.RETRY_AFTER));
      case Stored.Unavailable<Submitted>() -> new Submitted.Unavailable();
    };
  }

  /// Tries a second time after a lost connection. The receipt makes a second try harmless.
  private Submitted takeInOneOfTwoTries(Submission submission, byte[] hash) throws Exception {
    return deadline.repeated(
        clock.instant(), () -> take(submission, hash, true), () -> take(submission, hash, false));
  }

  /// @param first whether it counts for the load
  private Submitted take(Submission submission, byte[] hash, boolean first) {
    Optional<Submitted> known = known(submission, hash);
    if (known.isPresent()) {
      return known.get();
    }
    Optional<WorkChallenge> asked = work.lacking(submission.urgency(), submission.proof(), hash);
    if (asked.isPresent()) {
      return new Submitted.WorkNeeded(asked.get());
    }
    if (first) {
      load.note();
    }
    Optional<CentreKey> centreKey = keyring.newest(submission.centre());
    if (centreKey.isEmpty()) {
      return new Submitted.Unavailable();
    }
    NewCase opened =
        sealer.seal(submission, hash, centreKey.get(), surge.isMoreThanUsual(submission.origin()));
    try {
      writer.open(opened);
    } catch (DataAccessException e) {
      // A concurrent retry was faster, or the commit's answer was lost: the receipt finds the case.
      return known(submission, hash).orElseThrow(() -> e);
    }
    surge.count(submission.origin());
    CaseHandle handle = new CaseHandle(opened.row(), submission.receipt(), hash);
    return new Submitted.Received(CaseViews.view(handle, List.of(opened.received())));
  }

  private Optional<Submitted> known(Submission submission, byte[] hash) {
    return receipts
        .findByHash(hash)
        .map(receipt ->
            receipt.isRetired() ? new Submitted.ReceiptTaken() : compare(submission, hash));
  }

  private Submitted compare(Submission submission, byte[] hash) {
    Optional<CaseRow> row = cases.findByReceiptHash(hash);
    if (row.isEmpty()) {
      // Erased after the receipt was looked up.
      return new Submitted.ReceiptTaken();
    }
    byte[] fingerprint = envelopes.kept(submission.fingerprint(), submission.receipt());
    if (!MessageDigest.isEqual(row.get().fingerprint(), fingerprint)) {
      return new Submitted.ReceiptTaken();
    }
    return new Submitted.Received(
        views.view(new CaseHandle(row.get(), submission.receipt(), hash)));
  }
}
