package tw.shouwang.api.helprequests;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tw.shouwang.api.cases.admission.Origin;
import tw.shouwang.api.cases.records.Form;
import tw.shouwang.api.cases.records.SenderGroup;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sender.CaseReceived;
import tw.shouwang.api.cases.sites.Site;
import tw.shouwang.api.cases.sites.SiteCodes;
import tw.shouwang.api.cases.submissions.ClearFields;
import tw.shouwang.api.cases.submissions.SealedFields;
import tw.shouwang.api.cases.submissions.Submission;
import tw.shouwang.api.cases.submissions.Submitting;
import tw.shouwang.api.forms.Outcome;
import tw.shouwang.api.guidance.AdviceRequest;
import tw.shouwang.api.guidance.Asker;
import tw.shouwang.foundation.BlankText;
import tw.shouwang.graphql.ratelimits.CallerKey;
import tw.shouwang.i18n.Language;

/// Stores requests for help. A person in trouble may leave contact details but does not have to.
@Singleton
class HelpRequestService {

  private final Submitting submitting;
  private final SiteCodes siteCodes;

  HelpRequestService(Submitting submitting, SiteCodes siteCodes) {
    this.submitting = submitting;
    this.siteCodes = siteCodes;
  }

  Outcome<CaseReceived> request(
      RequestHelpInput input, CallerKey caller, Language language, List<String> spoken) {
    String code = input.exerciseCode();
    boolean exercise =
        code != null && siteCodes.find(code, input.area()).filter(Site::exercise).isPresent();
    return submitting.submit(
        new Submitting.FilledForm<>(
            input,
            input.receipt(),
            input.area(),
            Optional.empty(),
            told(input, spoken),
            notices(input, exercise),
            language),
        centre -> submission(input, centre.code(), exercise, caller, language));
  }

  private static List<String> notices(RequestHelpInput input, boolean exercise) {
    List<String> notices = new ArrayList<>();
    String code = input.exerciseCode();
    if (code != null && !BlankText.is(code) && !exercise) {
      notices.add("notice.exerciseUnknown");
    }
    if (input.hasUnclearTimes()) {
      notices.add("notice.safeTimesUnclear");
    }
    return notices;
  }

  /// A person who needs an interpreter gets advice in that language first.
  private static AdviceRequest told(RequestHelpInput input, List<String> spoken) {
    return new AdviceRequest(
        Stream.concat(Stream.of(input.topic()), input.otherTopics().stream()).toList(),
        input.indicators(),
        null,
        input.urgency() == Urgency.IMMEDIATE_DANGER,
        Asker.SELF,
        null,
        input.area(),
        Stream.concat(Stream.ofNullable(input.interpreter()), spoken.stream()).toList());
  }

  private Submission submission(
      RequestHelpInput input,
      String centre,
      boolean exercise,
      CallerKey caller,
      Language language) {
    return new Submission(
        input.receipt(),
        new ClearFields(
            Form.HELP,
            input.topic(),
            input.otherTopics(),
            input.indicators().stream().map(Enum::name).toList(),
            null,
            input.urgency(),
            input.area(),
            centre,
            SenderGroup.PRIVATE),
        sealed(input, language),
        input.fingerprint(),
        exercise,
        new Origin(null, caller),
        input.proof());
  }

  private static Map<String, String> sealed(RequestHelpInput input, Language language) {
    return new SealedFields(input.words(), language)
        .with("contact", input.contact())
        .with("contactKind", input.contactKind())
        .with("safeToContact", input.safeToContact())
        .with("safeTimes", input.safe())
        .with("interpreter", input.interpreter())
        .fields();
  }
}
