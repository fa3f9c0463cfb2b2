package tw.shouwang.api.helprequests;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.admission.Origin;
import tw.shouwang.api.cases.records.Form;
import tw.shouwang.api.cases.records.SenderGroup;
import tw.shouwang.api.cases.submissions.Submission;
import tw.shouwang.api.cases.submissions.SubmissionAnswers;
import tw.shouwang.api.cases.submissions.Submissions;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.forms.InputCheck;
import tw.shouwang.api.forms.InvalidInput;
import tw.shouwang.api.forms.RefusalCode;
import tw.shouwang.api.forms.Refusals;
import tw.shouwang.api.forms.ServedArea;
import tw.shouwang.graphql.ratelimits.CallerKey;
import tw.shouwang.i18n.Language;

/// Takes in calls for help. A person in trouble may leave a way to be reached, and need not.
@Singleton
class HelpRequestService {

  private final InputCheck check;
  private final Refusals refusals;
  private final Directory directory;
  private final Submissions submissions;
  private final SubmissionAnswers answers;

  HelpRequestService(
      InputCheck check,
      Refusals refusals,
      Directory directory,
      Submissions submissions,
      SubmissionAnswers answers) {
    this.check = check;
    this.refusals = refusals;
    this.directory = directory;
    this.submissions = submissions;
    this.answers = answers;
  }

  Object request(RequestHelpInput input, CallerKey caller, Language language) {
    Optional<InvalidInput> problem = check.firstProblem(input);
    if (problem.isPresent()) {
      return refusals.refuse(problem.get(), language);
    }
    return switch (ServedArea.of(input.area(), directory)) {
      case ServedArea.Unknown() ->
          refusals.refuse(RefusalCode.UNKNOWN_AREA, "area", null, language);
      case ServedArea.NotServed() -> refusals.notServedHere(language);
      case ServedArea.Served(var area, var centre) -> {
        Submission submission = submission(input, centre.code(), caller, language);
        yield answers.answer(
            submissions.submit(submission),
            new SubmissionAnswers.Beside(submission, null, List.of(), language));
      }
    };
  }

  private static Submission submission(
      RequestHelpInput input, String centre, CallerKey caller, Language language) {
    return new Submission(
        input.receipt(),
        Form.HELP,
        input.topic(),
        input.otherTopics(),
        List.of(),
        null,
        input.urgency(),
        input.area(),
        centre,
        SenderGroup.PRIVATE,
        sealed(input, language),
        input.fingerprint(),
        new Origin(null, caller),
        input.proof());
  }

  private static Map<String, String> sealed(RequestHelpInput input, Language language) {
    Map<String, String> sealed = new HashMap<>();
    sealed.put("words", input.words());
    sealed.put("language", language.tag());
    put(sealed, "contact", input.contact());
    put(sealed, "contactKind", input.contactKind());
    put(sealed, "safeToContact", input.safeToContact());
    put(sealed, "interpreter", input.interpreter());
    return sealed;
  }

  private static void put(Map<String, String> sealed, String field, @Nullable Object value) {
    if (value != null) {
      sealed.put(field, value.toString());
    }
  }
}
