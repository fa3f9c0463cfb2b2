package tw.shouwang.api.concerns;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.admission.Origin;
import tw.shouwang.api.cases.records.Form;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sender.CaseReceived;
import tw.shouwang.api.cases.sites.Site;
import tw.shouwang.api.cases.sites.SiteCodes;
import tw.shouwang.api.cases.submissions.SealedFields;
import tw.shouwang.api.cases.submissions.SenderGroups;
import tw.shouwang.api.cases.submissions.Submission;
import tw.shouwang.api.cases.submissions.Submitting;
import tw.shouwang.api.forms.InvalidInput;
import tw.shouwang.api.forms.Outcome;
import tw.shouwang.api.forms.RefusalCode;
import tw.shouwang.api.guidance.AdviceRequest;
import tw.shouwang.api.guidance.Asker;
import tw.shouwang.api.guidance.GatekeeperKind;
import tw.shouwang.graphql.ratelimits.CallerKey;
import tw.shouwang.i18n.Language;

/// Stores concern reports and gives each sender a receipt for theirs. Stores nothing that
/// identifies the sender.
@Singleton
class ConcernService {

  /// A phone's clock may be fast; a time further in the future than this is a mistake.
  private static final Duration FAST_CLOCK = Duration.ofMinutes(10);

  private final Submitting submitting;
  private final SiteCodes siteCodes;

  ConcernService(Submitting submitting, SiteCodes siteCodes) {
    this.submitting = submitting;
    this.siteCodes = siteCodes;
  }

  Outcome<CaseReceived> submit(
      SubmitConcernInput input,
      CallerKey caller,
      Language language,
      List<String> spoken,
      Instant now) {
    Optional<Site> site = Optional.ofNullable(input.siteCode()).flatMap(siteCodes::find);
    GatekeeperKind kind = site.map(Site::gatekeeperKind).orElse(input.gatekeeperKind());
    return submitting.submit(
        new Submitting.FilledForm<>(
            input,
            input.area(),
            problem(input, now),
            told(input, kind, spoken),
            notices(input, site),
            language),
        centre -> submission(input, centre.code(), site, kind, caller, language));
  }

  private static AdviceRequest told(
      SubmitConcernInput input, @Nullable GatekeeperKind kind, List<String> spoken) {
    return new AdviceRequest(
        Stream.concat(Stream.of(input.topic()), input.otherTopics().stream()).toList(),
        input.indicators(),
        input.childInvolved(),
        input.urgency() == Urgency.IMMEDIATE_DANGER,
        Asker.HELPER,
        kind,
        input.area(),
        spoken);
  }

  private static Optional<InvalidInput> problem(SubmitConcernInput input, Instant now) {
    boolean future = input.observedAt() != null && input.observedAt().isAfter(now.plus(FAST_CLOCK));
    return future
        ? Optional.of(new InvalidInput(RefusalCode.INVALID_DATE, "observedAt", null))
        : Optional.empty();
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
    return new SealedFields(input.words(), language)
        .with("place", input.place())
        .with("person", input.person())
        .with("observedAt", input.observedAt())
        .with("gatekeeperKind", kind)
        .with("site", site.map(Site::code).orElse(null))
        .fields();
  }
}
