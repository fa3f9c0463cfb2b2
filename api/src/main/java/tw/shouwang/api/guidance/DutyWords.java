package tw.shouwang.api.guidance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LocalizedText.InLanguage;
import tw.shouwang.i18n.Messages;

/// The texts of legal duties in one language.
final class DutyWords {

  private final Messages messages;
  private final Language language;

  DutyWords(Messages messages, Language language) {
    this.messages = messages;
    this.language = language;
  }

  InLanguage law(Law law) {
    return messages.in(language, "law." + law, Map.of());
  }

  /// One sentence: the article, the person, what has to be reported, and by when.
  InLanguage of(ReportingDuty duty) {
    LegalDuty legal = duty.duty();
    Integer hours = legal.hours();
    String within = hours == null ? "" : "Within";
    return messages.in(
        language,
        (duty.obliged() ? "duty.obliged" : "duty.perhaps") + within,
        Map.of(
            "law", law(legal.law()).text(),
            "article", legal.article(),
            "what", messages.text(language, "duty." + legal),
            "hours", hours == null ? 0 : hours));
  }

  /// Each duty, and once per kind the place to report to, because a report here discharges no duty.
  List<InLanguage> of(List<ReportingDuty> duties) {
    List<InLanguage> lines = new ArrayList<>();
    duties.forEach(duty -> lines.add(of(duty)));
    duties.stream()
        .map(duty -> duty.duty().where())
        .distinct()
        .forEach(where -> lines.add(messages.in(language, "duty.where." + where, Map.of())));
    return lines;
  }
}
