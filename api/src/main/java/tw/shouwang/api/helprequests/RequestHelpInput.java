package tw.shouwang.api.helprequests;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.admission.WorkSolution;
import tw.shouwang.api.cases.envelope.Fingerprint;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.forms.PlainText;
import tw.shouwang.api.guidance.ReportIndicator;
import tw.shouwang.foundation.MendedText;
import tw.shouwang.i18n.Language;

/// A request for help as it was sent.
record RequestHelpInput(
    Receipt receipt,
    Topic topic,
    List<Topic> otherTopics,
    List<ReportIndicator> indicators,
    Urgency urgency,
    @PlainText(max = 3_000, blankIsNone = false) String words,
    String area,
    @PlainText(max = 300) @Nullable String contact,
    @Nullable PersonalContactKind contactKind,
    @PlainText(max = 300) @Nullable String safeToContact,
    @Nullable String interpreter,
    @Nullable Language language,
    @Nullable WorkSolution proof,
    @Nullable SafeTimesInput safeTimes,
    @Nullable String exerciseCode) {

  /// The texts are mended before they are checked, counted or compared with an earlier try.
  RequestHelpInput {
    words = MendedText.of(words);
    contact = MendedText.orNull(contact);
    safeToContact = MendedText.orNull(safeToContact);
  }

  /// Covers every field but the language, the proof of work and the code of an exercise, in the
  /// form's order. Indicators and safe times were added later: a form without any has the same
  /// fingerprint as before, so that a retry across an upgrade counts once.
  Fingerprint fingerprint() {
    Fingerprint fingerprint =
        Fingerprint.of("HELP")
            .field(topic)
            .set(otherTopics)
            .field(urgency)
            .field(words)
            .field(area)
            .field(contact)
            .field(contactKind)
            .field(safeToContact)
            .field(interpreter);
    String safe = safe();
    if (safe != null) {
      return fingerprint.set(indicators).field(safe);
    }
    return indicators.isEmpty() ? fingerprint : fingerprint.set(indicators);
  }

  /// The text of the safe times that is sealed; null for a form without any.
  @Nullable String safe() {
    String text = safeTimes == null ? "" : safeTimes.read().text();
    return text.isEmpty() ? null : text;
  }

  boolean hasUnclearTimes() {
    return safeTimes != null && safeTimes.read().unclear();
  }

  @Override
  public String toString() {
    return "RequestHelpInput[redacted]";
  }
}
