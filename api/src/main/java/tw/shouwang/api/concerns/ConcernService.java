package tw.shouwang.api.concerns;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import tw.shouwang.api.cases.submissions.ClearFields;
import tw.shouwang.api.cases.submissions.SealedFields;
import tw.shouwang.api.cases.submissions.SenderGroups;
import tw.shouwang.api.cases.submissions.Submission;
import tw.shouwang.api.cases.submissions.Submitting;
import tw.shouwang.api.forms.Outcome;
import tw.shouwang.api.guidance.AdviceRequest;
import tw.shouwang.api.guidance.Asker;
import tw.shouwang.api.guidance.GatekeeperKind;
import tw.shouwang.foundation.BlankText;
import tw.shouwang.graphql.ratelimits.CallerKey;
import tw.shouwang.i18n.Language;

/// Stores concern reports and gives each sender a receipt for theirs. Stores nothing that
/// identifies the sender.
@Singleton
class ConcernService {

  /// A time further in the future than this shows that a phone's clock is wrong. It never costs a
  /// report.
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
    Optional<Site> site =
        Optional.ofNullable(input.siteCode()).flatMap(code -> siteCodes.find(code, input.area()));
    GatekeeperKind kind = kind(input, site);
    return submitting.submit(
        new Submitting.FilledForm<>(
            input,
            input.receipt(),
            input.area(),
            Optional.empty(),
            told(input, kind, spoken),
            notices(input, site, now),
            language),
        centre -> submission(input, centre.code(), site, kind, caller, language));
  }

  /// A poster's code decides the kind, because it names who stands at its counter. The code of an
  /// exercise is the same for everybody, so there the sender's own answer comes first.
  private static @Nullable GatekeeperKind kind(SubmitConcernInput input, Optional<Site> site) {
    GatekeeperKind said = input.gatekeeperKind();
    return site.filter(known -> said == null || !known.exercise())
        .map(Site::gatekeeperKind)
        .orElse(said);
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

  private static List<String> notices(SubmitConcernInput input, Optional<Site> site, Instant now) {
    List<String> notices = new ArrayList<>();
    if (input.siteCode() != null && !BlankText.is(input.siteCode()) && site.isEmpty()) {
      notices.add("notice.siteUnknown");
    }
    if (input.observedAt() != null && input.observedAt().isAfter(now.plus(FAST_CLOCK))) {
      notices.add("notice.clockAhead");
    }
    return notices;
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
        new ClearFields(
            Form.CONCERN,
            input.topic(),
            input.otherTopics(),
            input.indicators().stream().map(Enum::name).toList(),
            input.childInvolved(),
            input.urgency(),
            input.area(),
            centre,
            SenderGroups.of(kind)),
        sealed(input, site, kind, language),
        input.fingerprint(),
        site.filter(Site::exercise).isPresent(),
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
