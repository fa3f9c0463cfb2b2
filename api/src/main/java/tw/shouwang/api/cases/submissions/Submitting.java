package tw.shouwang.api.cases.submissions;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sealing.CentreKeyring;
import tw.shouwang.api.cases.sender.CaseReceived;
import tw.shouwang.api.cases.sender.CaseService;
import tw.shouwang.api.cases.sender.CaseView;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.api.forms.InputCheck;
import tw.shouwang.api.forms.InvalidInput;
import tw.shouwang.api.forms.Outcome;
import tw.shouwang.api.forms.RefusalCode;
import tw.shouwang.api.forms.Refusals;
import tw.shouwang.api.forms.ServedArea;
import tw.shouwang.api.forms.WorkChallenge;
import tw.shouwang.api.guidance.AdviceRequest;
import tw.shouwang.api.guidance.Guidance;
import tw.shouwang.i18n.Language;

/// What both forms have in common: checks a form, finds the centre of its area, stores it as a
/// case, and makes the answer.
@Singleton
public class Submitting {

  private final InputCheck check;
  private final Refusals refusals;
  private final Directory directory;
  private final Guidance guidance;
  private final Submissions submissions;
  private final CaseService cases;
  private final CentreKeyring keyring;

  Submitting(
      InputCheck check,
      Refusals refusals,
      Directory directory,
      Guidance guidance,
      Submissions submissions,
      CaseService cases,
      CentreKeyring keyring) {
    this.check = check;
    this.refusals = refusals;
    this.directory = directory;
    this.guidance = guidance;
    this.submissions = submissions;
    this.cases = cases;
    this.keyring = keyring;
  }

  /// A form with the parts that only its own slice knows.
  ///
  /// @param input its constraints are checked; the first broken one is the answer
  /// @param problem a check that no constraint can express, made after all constraints hold
  /// @param told the parts of the form that the advice depends on
  /// @param notices further information for the sender, by keys of the messages `cases`
  public record FilledForm<I extends Record>(
      I input,
      Receipt receipt,
      String area,
      Optional<InvalidInput> problem,
      AdviceRequest told,
      List<String> notices,
      Language language) {

    public FilledForm {
      notices = List.copyOf(notices);
    }
  }

  /// Makes a submission of a valid form.
  public interface ForCentre {
    Submission submission(Centre centre);
  }

  public Outcome<CaseReceived> submit(FilledForm<?> form, ForCentre forCentre) {
    Language language = form.language();
    Optional<InvalidInput> problem = check.firstProblem(form.input()).or(form::problem);
    if (problem.isPresent()) {
      cases.noteAt(form.receipt());
      return new Outcome.Refused<>(refusals.refuse(problem.get(), language));
    }
    return switch (ServedArea.of(form.area(), directory)) {
      case ServedArea.Unknown() -> {
        cases.noteAt(form.receipt());
        yield refused(RefusalCode.UNKNOWN_AREA, "area", language);
      }
      case ServedArea.NotServed() -> notServed(form);
      case ServedArea.Served(var area, Centre centre)
          when !keyring.takes(centre.code(), area.code()) ->
          notServed(form);
      case ServedArea.Served(var area, Centre centre) -> {
        Submission submission = forCentre.submission(centre);
        yield answer(submissions.submit(submission), submission, form);
      }
    };
  }

  private Outcome<CaseReceived> notServed(FilledForm<?> form) {
    cases.noteAt(form.receipt());
    return new Outcome.Refused<>(refusals.notServedHere(form.told(), form.language()));
  }

  private Outcome<CaseReceived> answer(
      Submitted submitted, Submission submission, FilledForm<?> form) {
    Language language = form.language();
    return switch (submitted) {
      case Submitted.Received(CaseView view) ->
          new Outcome.Accepted<>(received(view, submission, form));
      case Submitted.ReceiptTaken() ->
          refused(RefusalCode.RECEIPT_ALREADY_USED, "receipt", language);
      case Submitted.Busy(var retryAfter) ->
          new Outcome.Refused<>(refusals.refuse(RefusalCode.TRY_LATER, null, retryAfter, language));
      case Submitted.WorkNeeded(WorkChallenge challenge) ->
          new Outcome.Refused<>(refusals.proofRequired(challenge, language));
      // Only forms that a client has sealed get these refusals.
      case Submitted.GenerationNotUsable(), Submitted.WrongCentre(), Submitted.SealTaken _ ->
          throw new IllegalStateException("the service seals for the right centre");
      case Submitted.Unavailable() ->
          new Outcome.Refused<>(refusals.refuse(RefusalCode.TEMPORARILY_UNAVAILABLE, language));
    };
  }

  private CaseReceived received(CaseView view, Submission submission, FilledForm<?> form) {
    return new CaseReceived(
        view,
        emergency(submission, form.told()),
        guidance.advice(form.told()),
        Stream.of(
                view.exercise() ? Stream.of("notice.exercise") : Stream.<String>of(),
                form.notices().stream(),
                Stream.of("notice.keepReceipt", "notice.noEmergency"))
            .flatMap(each -> each)
            .toList());
  }

  private List<Resource> emergency(Submission submission, AdviceRequest told) {
    boolean first = submission.urgency() != Urgency.ROUTINE || told.concernsSafety();
    return first ? directory.emergency(submission.clear().area()) : List.of();
  }

  private Outcome<CaseReceived> refused(RefusalCode code, String field, Language language) {
    return new Outcome.Refused<>(refusals.refuse(code, field, null, language));
  }
}
