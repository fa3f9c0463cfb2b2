package tw.shouwang.api.guidance;

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

/// The guide as a text that a social worker can review: each row with its reason, and the result of
/// every combination of signs.
final class GuideTable {

  private static final List<GuideRule> ALL =
      Stream.concat(GuideRules.ROWS.stream(), Stream.of(GuideRules.START)).toList();

  private final ChannelGuide guide;
  private final Messages messages;
  private final Language language;
  private final @Nullable String area;

  GuideTable(ChannelGuide guide, Messages messages, Language language, @Nullable String area) {
    this.guide = guide;
    this.messages = messages;
    this.language = language;
    this.area = area;
  }

  /// The rows in their order: conditions, channels, reason, whom the law obliges, and whom to call.
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
      if (!rule.duty().obliged().isEmpty()) {
        text.append("   %s%n".formatted(duty(rule.duty())));
      }
      for (Resource resource : guide.advice(rule, situation(Set.of()), spoken()).resources()) {
        text.append(
            "   - %s: %s%n"
                .formatted(resource.names().text(language), resource.numberToCall().orElse("-")));
      }
    }
    return text.toString();
  }

  /// One line for every combination of signs: the signs, and the numbers and titles of the
  /// recommended rows. (Lines for speakers of other languages are extra.)
  String combinations() {
    Sign[] signs = Sign.values();
    Map<String, Integer> numbers = numbers();
    StringBuilder text = new StringBuilder();
    for (int bits = 0; bits < 1 << signs.length; bits++) {
      Set<Sign> chosen = EnumSet.noneOf(Sign.class);
      for (Sign sign : signs) {
        if ((bits & 1 << sign.ordinal()) != 0) {
          chosen.add(sign);
        }
      }
      String named =
          chosen.stream()
              .map(sign -> words("guide.sign." + sign))
              .collect(Collectors.joining(" + "));
      String advice =
          guide.advise(situation(chosen), List.of()).stream()
              .map(row -> numbers.get(row.code()) + ". " + title(row))
              .collect(Collectors.joining(" | "));
      text.append("%s -> %s%n".formatted(named.isEmpty() ? "-" : named, advice));
    }
    return text.toString();
  }

  private Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new HashMap<>();
    ALL.forEach(rule -> numbers.put(rule.code(), numbers.size() + 1));
    return numbers;
  }

  private String title(ChannelAdvice row) {
    return words("advice." + row.code() + ".title").lines().findFirst().orElse("");
  }

  private String duty(LegalDuty duty) {
    String kinds =
        duty.obliged().stream()
            .sorted()
            .map(kind -> words("gatekeeper." + kind))
            .collect(Collectors.joining(words("guide.separator")));
    Integer hours = duty.hours();
    return hours == null
        ? messages.text(language, "guide.duty", Map.of("kinds", kinds))
        : messages.text(language, "guide.dutyWithin", Map.of("kinds", kinds, "hours", hours));
  }

  private List<String> spoken() {
    return List.of(language.tag());
  }

  private AskedSituation situation(Set<Sign> signs) {
    return new AskedSituation(signs, area, null);
  }

  private String words(String key) {
    return messages.text(language, key, Map.of("hours", 24));
  }
}
