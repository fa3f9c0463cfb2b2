package tw.shouwang.api.concerns;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.admission.WorkSolution;
import tw.shouwang.api.cases.envelope.Fingerprint;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sites.SiteCodes;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.forms.PlainText;
import tw.shouwang.api.guidance.GatekeeperKind;
import tw.shouwang.api.guidance.ReportIndicator;
import tw.shouwang.foundation.MendedText;
import tw.shouwang.i18n.Language;

/// A concern report as it was sent.
record SubmitConcernInput(
    Receipt receipt,
    Topic topic,
    List<Topic> otherTopics,
    List<ReportIndicator> indicators,
    @Nullable Boolean childInvolved,
    Urgency urgency,
    @PlainText(max = 3_000, blankIsNone = false) String words,
    String area,
    @PlainText(max = 300) @Nullable String place,
    @PlainText(max = 300) @Nullable String person,
    @Nullable Instant observedAt,
    @Nullable GatekeeperKind gatekeeperKind,
    @Nullable String siteCode,
    @Nullable Language language,
    @Nullable WorkSolution proof) {

  /// The texts are mended before they are checked, counted or compared with an earlier try.
  SubmitConcernInput {
    words = MendedText.of(words);
    place = MendedText.orNull(place);
    person = MendedText.orNull(person);
  }

  /// Covers every field but the language and the proof of work, in the form's order.
  Fingerprint fingerprint() {
    return Fingerprint.of("CONCERN")
        .field(topic)
        .set(otherTopics)
        .set(indicators)
        .field(childInvolved)
        .field(urgency)
        .field(words)
        .field(area)
        .field(place)
        .field(person)
        .field(observedAt)
        .field(gatekeeperKind)
        .field(siteCode == null ? null : SiteCodes.normalized(siteCode));
  }

  @Override
  public String toString() {
    return "SubmitConcernInput[redacted]";
  }
}
