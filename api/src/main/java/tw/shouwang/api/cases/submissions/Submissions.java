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
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CaseLock;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.EntryRepository;
import tw.shouwang.api.cases.records.ReceiptRepository;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sealing.CentreKeyring;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.forms.ServedArea;
import tw.shouwang.api.forms.WorkChallenge;

/// Stores the submissions of both forms, each once.
///
/// The client's receipt makes a retry harmless: the same receipt and content give the same case in
/// its present state; the same receipt with other content is refused. A submission is confirmed
/// only after it is on disk.
@Singleton
public class Submissions {

  private final CaseRepository cases;
  private final CaseLock lock;
  private final ReceiptRepository receipts;
  private final EntryRepository entries;
  private final CaseSealer sealer;
  private final CaseWriter writer;
  private final CaseViews views;
  private final Envelopes envelopes;
  private final CentreKeyring keyring;
  private final Directory directory;
  private final WorkChallenges work;
  private final Load load;
  private final Surge surge;
  private final StorageDeadline deadline;
  private final Bulkhead bulkhead;
  private final InstantSource clock;

  Submissions(
      CaseRepository cases,
      CaseLock lock,
      ReceiptRepository receipts,
      EntryRepository entries,
      CaseSealer sealer,
      CaseWriter writer,
      CaseViews views,
      Envelopes envelopes,
      CentreKeyring keyring,
      Directory directory,
      WorkChallenges work,
      Load load,
      Surge surge,
      StorageDeadline deadline,
      Bulkhead bulkhead,
      InstantSource clock) {
    this.cases = cases;
    this.lock = lock;
    this.receipts = receipts;
    this.entries = entries;
    this.sealer = sealer;
    this.writer = writer;
    this.views = views;
    this.envelopes = envelopes;
    this.keyring = keyring;
    this.directory = directory;
    this.work = work;
    this.load = load;
    this.surge = surge;
    this.deadline = deadline;
    this.bulkhead = bulkhead;
    this.clock = clock;
  }

  public Submitted submit(Arriving submission) {
    byte[] hash = envelopes.hash(submission.credential());
    if (submission.urgency() != Urgency.IMMEDIATE_DANGER
        && work.isUnpaidPastLimit(submission.work(hash))) {
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
  private Submitted knownOrAskedForWork(Arriving submission, byte[] hash) {
    return switch (deadline.find(() -> known(submission, hash))) {
      case Stored.Present<Submitted>(Submitted known) -> known;
      case Stored.Absent<Submitted>() ->
          work.lacking(submission.urgency(), submission.work(hash))
              .<Submitted>map(Submitted.WorkNeeded::new)
              .orElseGet(() -> new Submitted.Busy(Bulkhead.RETRY_AFTER));
      case Stored.Unavailable<Submitted>() -> new Submitted.Unavailable();
    };
  }

  /// Tries a second time after a lost connection. The receipt makes a second try harmless.
  private Submitted takeInOneOfTwoTries(Arriving submission, byte[] hash) throws Exception {
    return deadline.repeated(
        clock.instant(), () -> take(submission, hash, true), () -> take(submission, hash, false));
  }

  /// @param first whether it counts for the load
  private Submitted take(Arriving submission, byte[] hash, boolean first) {
    Optional<Submitted> known = known(submission, hash);
    if (known.isPresent()) {
      return known.get();
    }
    Optional<WorkChallenge> asked = work.lacking(submission.urgency(), submission.work(hash));
    if (asked.isPresent()) {
      return new Submitted.WorkNeeded(asked.get());
    }
    Optional<Submitted> problem =
        submission instanceof SealedSubmission sealed ? problem(sealed) : Optional.empty();
    if (problem.isPresent()) {
      return problem.get();
    }
    if (first) {
      load.note();
    }
    return switch (submission) {
      case Submission inClear ->
          keyring
              .newest(inClear.clear().centre())
              .map(key ->
                  open(inClear, hash, sealer.seal(inClear, hash, key, isMoreThanUsual(inClear))))
              .orElseGet(Submitted.Unavailable::new);
      case SealedSubmission sealed ->
          open(sealed, hash, sealer.store(sealed, hash, isMoreThanUsual(sealed)));
    };
  }

  private boolean isMoreThanUsual(Arriving submission) {
    return !submission.exercise() && surge.isMoreThanUsual(submission.origin());
  }

  /// Why this sealed form cannot be taken; empty if it can.
  private Optional<Submitted> problem(SealedSubmission sealed) {
    boolean takes =
        ServedArea.of(sealed.clear().area(), directory)
                instanceof ServedArea.Served(Area area, Centre centre)
            && centre.code().equals(sealed.clear().centre())
            && keyring.takes(centre.code(), area.code());
    if (!keyring.accepts(sealed.clear().centre(), sealed.generation())) {
      // Without any usable key of the centre no client can seal better, so the answer names the
      // numbers to call.
      return Optional.of(
          takes && keyring.accepted(sealed.clear().centre()).isEmpty()
              ? new Submitted.Unavailable()
              : new Submitted.GenerationNotUsable());
    }
    return takes ? Optional.empty() : Optional.of(new Submitted.WrongCentre());
  }

  private Submitted open(Arriving submission, byte[] hash, NewCase opened) {
    try {
      writer.open(opened);
    } catch (DataAccessException e) {
      // A concurrent retry was faster, or the commit's answer was lost: the receipt finds the case.
      return known(submission, hash).orElseGet(() -> unlessTaken(submission, hash, e));
    }
    // An exercise is not counted, so that it does not make later reports from the same place look
    // like a flood.
    if (!submission.exercise()) {
      surge.count(submission.origin());
    }
    CaseHandle handle = new CaseHandle(opened.row(), submission.credential(), hash);
    return new Submitted.Received(CaseViews.view(handle, List.of(opened.received())));
  }

  /// The client chooses the entry's id and the binding of a sealed form; both must be unique.
  private Submitted unlessTaken(Arriving submission, byte[] hash, DataAccessException failed) {
    if (!(submission instanceof SealedSubmission sealed)) {
      throw failed;
    }
    String field;
    if (entries.existsById(sealed.entry().id())) {
      field = "entry.id";
    } else if (cases.isBound(sealed.binding().bytes())) {
      field = "binding";
    } else {
      throw failed;
    }
    // The taken id or binding may be this form's own, stored by a concurrent try just now.
    return known(submission, hash).orElseGet(() -> new Submitted.SealTaken(field));
  }

  private Optional<Submitted> known(Arriving submission, byte[] hash) {
    return receipts
        .findByHash(hash)
        .map(receipt ->
            receipt.isRetired() ? new Submitted.ReceiptTaken() : compare(submission, hash));
  }

  private Submitted compare(Arriving submission, byte[] hash) {
    Optional<CaseRow> row = cases.findByReceiptHash(hash);
    if (row.isEmpty()) {
      // Erased after the receipt was looked up.
      return new Submitted.ReceiptTaken();
    }
    // The receipt has reached the service, even if the form that came with it is refused.
    CaseRow known = views.reached(row.get(), submission.credential());
    byte[] fingerprint =
        switch (submission) {
          case Submission inClear -> envelopes.kept(inClear.fingerprint(), inClear.receipt());
          case SealedSubmission sealed -> envelopes.kept(sealed.fingerprint());
        };
    if (!MessageDigest.isEqual(known.fingerprint(), fingerprint)) {
      return new Submitted.ReceiptTaken();
    }
    lock.settle(known.id());
    return new Submitted.Received(views.view(new CaseHandle(known, submission.credential(), hash)));
  }
}
