package tw.shouwang.api.guidance;

import java.util.List;
import java.util.stream.Collectors;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// Who must report what to whom within which time, by article, as a Markdown table for review by
/// people who know the law.
final class DutyTable {

  private final Messages messages;
  private final Language language;

  DutyTable(Messages messages, Language language) {
    this.messages = messages;
    this.language = language;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    row(text, heads());
    row(text, heads().stream().map(any -> "---").toList());
    for (LegalDuty duty : LegalDuty.values()) {
      row(text, cells(duty));
    }
    return text.toString();
  }

  private List<String> heads() {
    return List.of("law", "article", "what", "obliged", "perhaps", "hours", "where", "source")
        .stream()
        .map(head -> words("duties." + head))
        .toList();
  }

  private List<String> cells(LegalDuty duty) {
    Integer hours = duty.hours();
    return List.of(
        words("law." + duty.law()),
        String.valueOf(duty.article()),
        words("duty." + duty),
        kinds(duty.obliged()),
        kinds(duty.perhaps()),
        hours == null ? words("duties.none") : String.valueOf(hours),
        words("duties.where." + duty.where()),
        "%s, %s".formatted(duty.law().source().url(), duty.law().source().asOf()));
  }

  private String kinds(List<GatekeeperKind> kinds) {
    return kinds.isEmpty()
        ? words("duties.none")
        : kinds.stream()
            .map(kind -> words("gatekeeper." + kind))
            .collect(Collectors.joining(words("guide.separator")));
  }

  private String words(String key) {
    return messages.text(language, key);
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
