package tw.shouwang.api.cases.submissions;

import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.Optional;
import tw.shouwang.api.cases.admission.Bulkhead;
import tw.shouwang.api.cases.admission.Deadline;
import tw.shouwang.api.cases.admission.Load;
import tw.shouwang.api.cases.admission.ProofOfWork;
import tw.shouwang.api.cases.admission.Surge;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.ReceiptRepository;
import tw.shouwang.api.cases.records.ReceiptRow;
import tw.shouwang.api.cases.sealing.CentreKeyring;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.forms.ProofChallenge;

/// Takes in what either form says, once.
///
/// The client's receipt makes a retry harmless: same receipt and same content give the same case as
/// it is now, other content is refused. What is answered as received is on the disk.
@Singleton
public class Submissions {

  private final CaseRepository cases;
  private final ReceiptRepository receipts;
  private final CaseSealer sealer;
  private final CaseWriter writer;
  private final CaseViews views;
  private final Envelopes envelopes;
  private final CentreKeyring keyring;
  private final ProofOfWork proofOfWork;
  private final Load load;
  private final Surge surge;
  private final Deadline deadline;
  private final Bulkhead bulkhead;

  Submissions(
      CaseRepository cases,
      ReceiptRepository receipts,
      CaseSealer sealer,
      CaseWriter writer,
      CaseViews views,
      Envelopes envelopes,
      CentreKeyring keyring,
      ProofOfWork proofOfWork,
      Load load,
      Surge surge,
      Deadline deadline,
      Bulkhead bulkhead) {
    this.cases = cases;
    this.receipts = receipts;
    this.sealer = sealer;
    this.writer = writer;
    this.views = views;
    this.envelopes = envelopes;
    this.keyring = keyring;
    this.proofOfWork = proofOfWork;
    this.load = load;
    this.surge = surge;
    this.deadline = deadline;
    this.bulkhead = bulkhead;
  }

  public Submitted submit(Submission submission) {
    Optional<Optional<Submitted>> answered =
        deadline.within(
            () -> bulkhead.enter(submission.urgency(), () -> takeInOneOfTwoTries(submission)));
    return answered
        .map(answer -> answer.orElseGet(() -> new Submitted.Busy(Bulkhead.RETRY_AFTER)))
        .orElseGet(Submitted.Away::new);
  }

  /// A connection that died unnoticed is no reason to send a person away, and the receipt makes a
  /// second try harmless.
  private Submitted takeInOneOfTwoTries(Submission submission) {
    try {
      return take(submission);
    } catch (RuntimeException e) {
      return take(submission);
    }
  }

  private Submitted take(Submission submission) {
    Optional<Submitted> known = known(submission);
    if (known.isPresent()) {
      return known.get();
    }
    Optional<ProofChallenge> asked =
        proofOfWork.lacking(
            submission.urgency(), submission.proof(), envelopes.hash(submission.receipt()));
    if (asked.isPresent()) {
      return new Submitted.ProofNeeded(asked.get());
    }
    load.note();
    Optional<CentreKey> centreKey = keyring.newest(submission.centre());
    if (centreKey.isEmpty()) {
      return new Submitted.Away();
    }
    NewCase opened =
        sealer.seal(submission, centreKey.get(), surge.isMoreThanUsual(submission.origin()));
    try {
      writer.open(opened);
    } catch (DataAccessException e) {
      // A twin was faster, or the commit's answer was lost: the receipt tells which case there is.
      return known(submission).orElseThrow(() -> e);
    }
    surge.count(submission.origin());
    return new Submitted.Received(views.view(new CaseHandle(opened.row(), submission.receipt())));
  }

  private Optional<Submitted> known(Submission submission) {
    return receipts
        .findByHash(envelopes.hash(submission.receipt()))
        .map(receipt -> receipt.isRetired() ? taken() : compare(receipt, submission));
  }

  private Submitted compare(ReceiptRow receipt, Submission submission) {
    CaseRow row = cases.findById(receipt.caseId()).orElseThrow();
    byte[] fingerprint = submission.fingerprint().under(submission.receipt());
    if (!MessageDigest.isEqual(row.fingerprint(), fingerprint)) {
      return taken();
    }
    return new Submitted.Received(views.view(new CaseHandle(row, submission.receipt())));
  }

  private static Submitted taken() {
    return new Submitted.ReceiptTaken();
  }
}
