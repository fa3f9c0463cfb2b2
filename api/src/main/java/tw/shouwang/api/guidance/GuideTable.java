package tw.shouwang.api.guidance;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// The guide as a text that a social worker can check: each row with its reason, and what comes of
/// every combination of signs.
final class GuideTable {

  private static final List<GuideRule> ALL =
      Stream.concat(GuideRules.ROWS.stream(), Stream.of(GuideRules.START)).toList();

  private final ChannelGuide guide;
  private final Instant now;
  private final Messages messages;
  private final Language language;
  private final @Nullable String area;

  /// @param now the time, because lines that answer then come first
  GuideTable(
      ChannelGuide guide,
      Messages messages,
      Language language,
      @Nullable String area,
      Instant now) {
    this.guide = guide;
    this.now = now;
    this.messages = messages;
    this.language = language;
    this.area = area;
  }

  /// The rows in their order: when, what, why, whom the law obliges, and whom to call.
  String rows() {
    StringBuilder text = new StringBuilder();
    for (int number = 1; number <= ALL.size(); number++) {
      GuideRule rule = ALL.get(number - 1);
      String head = "advice." + rule.code();
      text.append(
          "%d. %s [%s]%n   %s%n   %s%n"
              .formatted(
                  number,
                  words("guide.when." + rule.code()),
                  rule.code(),
                  words(head + ".title").replace("\n", "\n   "),
                  words(head + ".why").replace("\n", "\n   ")));
      rule.bindings().forEach(binding -> text.append("   %s%n".formatted(duty(binding.duty()))));
      for (Resource resource : guide.advice(rule, situation(Set.of()), asked()).resources()) {
        text.append(
            "   - %s: %s%n"
                .formatted(resource.names().text(language), resource.numberToCall().orElse("-")));
      }
    }
    return text.toString();
  }

  /// One line for every sign and every pair of signs that the guide asks for: the signs, and the
  /// numbers and titles of the recommended rows.
  String combinations() {
    List<Sign> signs = Arrays.stream(Sign.values()).filter(Sign::isAsked).toList();
    StringBuilder text = new StringBuilder(combination(Set.of()));
    for (int one = 0; one < signs.size(); one++) {
      text.append(combination(Set.of(signs.get(one))));
      for (int other = one + 1; other < signs.size(); other++) {
        text.append(combination(EnumSet.of(signs.get(one), signs.get(other))));
      }
    }
    return text.toString();
  }

  private String combination(Set<Sign> chosen) {
    Map<String, Integer> numbers = numbers();
    String named =
        chosen.stream()
            .sorted()
            .map(sign -> words("guide.sign." + sign))
            .collect(Collectors.joining(" + "));
    String advice =
        guide.advise(situation(chosen), new ChannelGuide.Reader(List.of(), now)).stream()
            .map(row -> numbers.get(row.code()) + ". " + title(row))
            .collect(Collectors.joining(" | "));
    return "%s -> %s%n".formatted(named.isEmpty() ? "-" : named, advice);
  }

  private Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new HashMap<>();
    ALL.forEach(rule -> numbers.put(rule.code(), numbers.size() + 1));
    return numbers;
  }

  private String title(ChannelAdvice row) {
    return words("advice." + row.code() + ".title").lines().findFirst().orElse("");
  }

  /// The article, what has to be reported, and by whom.
  private String duty(LegalDuty duty) {
    DutyWords words = new DutyWords(messages, language);
    return words.of(new ReportingDuty(duty, !duty.obliged().isEmpty())).text()
        + kinds(" ", duty.obliged())
        + kinds(" ? ", duty.perhaps());
  }

  private String kinds(String mark, List<GatekeeperKind> kinds) {
    return kinds.isEmpty()
        ? ""
        : mark
            + kinds.stream()
                .map(kind -> words("gatekeeper." + kind))
                .collect(Collectors.joining(words("guide.separator")));
  }

  private ChannelGuide.Reader asked() {
    return new ChannelGuide.Reader(List.of(language.tag()), now);
  }

  private AskedSituation situation(Set<Sign> signs) {
    return new AskedSituation(signs, area, null);
  }

  private String words(String key) {
    return messages.text(language, key);
  }
}
