package tw.shouwang.api.cases.submissions;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.sender.CaseReceived;
import tw.shouwang.api.cases.sender.CaseView;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.api.forms.RefusalCode;
import tw.shouwang.api.forms.Refusals;
import tw.shouwang.api.guidance.GatekeeperKind;
import tw.shouwang.api.guidance.Guidance;
import tw.shouwang.i18n.Language;

/// Tells a sender what became of their form: a [CaseReceived] or a
/// [tw.shouwang.api.guidance.SubmissionRefused].
@Singleton
public class SubmissionAnswers {

  private final Refusals refusals;
  private final Guidance guidance;
  private final Directory directory;

  SubmissionAnswers(Refusals refusals, Guidance guidance, Directory directory) {
    this.refusals = refusals;
    this.guidance = guidance;
    this.directory = directory;
  }

  /// What an answer says besides the case.
  public record Beside(
      Submission submission,
      @Nullable GatekeeperKind gatekeeperKind,
      List<String> moreNotices,
      Language language) {

    public Beside {
      moreNotices = List.copyOf(moreNotices);
    }
  }

  public Object answer(Submitted submitted, Beside beside) {
    Language language = beside.language();
    return switch (submitted) {
      case Submitted.Received(CaseView view) -> received(view, beside);
      case Submitted.ReceiptTaken() ->
          refusals.refuse(RefusalCode.RECEIPT_ALREADY_USED, "receipt", null, language);
      case Submitted.Busy(var retryAfter) ->
          refusals.refuse(RefusalCode.TRY_LATER, null, retryAfter, language);
      case Submitted.ProofNeeded(var challenge) -> refusals.proofRequired(challenge, language);
      case Submitted.Away() -> refusals.refuse(RefusalCode.TEMPORARILY_UNAVAILABLE, language);
    };
  }

  private CaseReceived received(CaseView view, Beside beside) {
    Submission submission = beside.submission();
    List<String> notices = new ArrayList<>(beside.moreNotices());
    notices.add("notice.keepReceipt");
    notices.add("notice.noEmergency");
    return new CaseReceived(
        view,
        emergency(submission),
        guidance.advice(
            submission.topic(),
            submission.childInvolved(),
            beside.gatekeeperKind(),
            submission.area(),
            beside.language()),
        notices);
  }

  private List<Resource> emergency(Submission submission) {
    boolean first =
        switch (submission.urgency()) {
          case IMMEDIATE_DANGER, URGENT -> true;
          case ROUTINE -> guidance.concernsSafety(submission.topic());
        };
    return first ? directory.emergency(submission.area()) : List.of();
  }
}
