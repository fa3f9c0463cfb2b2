package tw.shouwang.api.concerns;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.admission.Origin;
import tw.shouwang.api.cases.records.Form;
import tw.shouwang.api.cases.sites.Site;
import tw.shouwang.api.cases.sites.SiteCodes;
import tw.shouwang.api.cases.submissions.SenderGroups;
import tw.shouwang.api.cases.submissions.Submission;
import tw.shouwang.api.cases.submissions.SubmissionAnswers;
import tw.shouwang.api.cases.submissions.Submissions;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.forms.InputCheck;
import tw.shouwang.api.forms.InvalidInput;
import tw.shouwang.api.forms.RefusalCode;
import tw.shouwang.api.forms.Refusals;
import tw.shouwang.api.forms.ServedArea;
import tw.shouwang.api.guidance.GatekeeperKind;
import tw.shouwang.graphql.ratelimits.CallerKey;
import tw.shouwang.i18n.Language;

/// Takes in concern reports and gives each sender the way back to theirs. Keeps nothing that could
/// tell who the sender was.
@Singleton
class ConcernService {

  /// A phone's clock may be fast; only what is clearly yet to come is a mistake.
  private static final Duration FAST_CLOCK = Duration.ofMinutes(10);

  private final InputCheck check;
  private final Refusals refusals;
  private final Directory directory;
  private final Submissions submissions;
  private final SiteCodes siteCodes;
  private final SubmissionAnswers answers;

  ConcernService(
      InputCheck check,
      Refusals refusals,
      Directory directory,
      Submissions submissions,
      SiteCodes siteCodes,
      SubmissionAnswers answers) {
    this.check = check;
    this.refusals = refusals;
    this.directory = directory;
    this.submissions = submissions;
    this.siteCodes = siteCodes;
    this.answers = answers;
  }

  Object submit(SubmitConcernInput input, CallerKey caller, Language language, Instant now) {
    Optional<InvalidInput> problem = check.firstProblem(input);
    if (problem.isPresent()) {
      return refusals.refuse(problem.get(), language);
    }
    if (input.observedAt() != null && input.observedAt().isAfter(now.plus(FAST_CLOCK))) {
      return refusals.refuse(RefusalCode.INVALID_DATE, "observedAt", null, language);
    }
    return switch (ServedArea.of(input.area(), directory)) {
      case ServedArea.Unknown() ->
          refusals.refuse(RefusalCode.UNKNOWN_AREA, "area", null, language);
      case ServedArea.NotServed() -> refusals.notServedHere(language);
      case ServedArea.Served(var area, var centre) -> {
        Optional<Site> site = Optional.ofNullable(input.siteCode()).flatMap(siteCodes::find);
        GatekeeperKind kind = site.map(Site::gatekeeperKind).orElse(input.gatekeeperKind());
        Submission submission = submission(input, centre.code(), site, kind, caller, language);
        yield answers.answer(
            submissions.submit(submission),
            new SubmissionAnswers.Beside(submission, kind, notices(input, site), language));
      }
    };
  }

  private static List<String> notices(SubmitConcernInput input, Optional<Site> site) {
    boolean ignored = input.siteCode() != null && !input.siteCode().isBlank() && site.isEmpty();
    return ignored ? List.of("notice.siteUnknown") : List.of();
  }

  private Submission submission(
      SubmitConcernInput input,
      String centre,
      Optional<Site> site,
      @Nullable GatekeeperKind kind,
      CallerKey caller,
      Language language) {
    return new Submission(
        input.receipt(),
        Form.CONCERN,
        input.topic(),
        input.otherTopics(),
        input.indicators().stream().map(Enum::name).toList(),
        input.childInvolved(),
        input.urgency(),
        input.area(),
        centre,
        SenderGroups.of(kind),
        sealed(input, site, kind, language),
        input.fingerprint(),
        new Origin(site.map(Site::code).orElse(null), caller),
        input.proof());
  }

  private static Map<String, String> sealed(
      SubmitConcernInput input,
      Optional<Site> site,
      @Nullable GatekeeperKind kind,
      Language language) {
    Map<String, String> sealed = new HashMap<>();
    sealed.put("words", input.words());
    sealed.put("language", language.tag());
    put(sealed, "place", input.place());
    put(sealed, "person", input.person());
    put(sealed, "observedAt", input.observedAt());
    put(sealed, "gatekeeperKind", kind);
    site.ifPresent(known -> sealed.put("site", known.code()));
    return sealed;
  }

  private static void put(Map<String, String> sealed, String field, @Nullable Object value) {
    if (value != null) {
      sealed.put(field, value.toString());
    }
  }
}
