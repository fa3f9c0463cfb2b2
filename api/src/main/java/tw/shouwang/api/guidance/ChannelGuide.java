package tw.shouwang.api.guidance;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LanguageNegotiator;

/// Recommends channels for a situation, the most urgent first. The result is never empty and always
/// has a number to call. An unknown area counts as no area.
@Singleton
class ChannelGuide {

  private static final Optional<Language> CHINESE = Optional.of(Language.ZH_TW);

  private final Directory directory;

  ChannelGuide(Directory directory) {
    this.directory = directory;
  }

  /// @param spoken the languages that the asker understands, the best first, as BCP 47 tags; also
  ///   languages that we have no texts in
  List<ChannelAdvice> advise(AskedSituation situation, List<String> spoken) {
    List<ChannelAdvice> advice = new ArrayList<>(rows(situation, spoken));
    if (advice.isEmpty()) {
      advice.add(advice(GuideRules.START, situation, spoken));
    }
    advice.addAll(inYourLanguage(situation, spoken));
    return advice;
  }

  /// The rules that apply, in their order; may be empty.
  List<ChannelAdvice> rows(AskedSituation situation, List<String> spoken) {
    return GuideRules.ROWS.stream()
        .filter(rule -> rule.when().test(situation))
        .map(rule -> advice(rule, situation, spoken))
        .toList();
  }

  /// For askers whose first language is not Chinese: lines with people or interpreters for the
  /// first of their languages that any line offers.
  List<ChannelAdvice> inYourLanguage(AskedSituation situation, List<String> spoken) {
    ChannelAdvice all = advice(GuideRules.IN_YOUR_LANGUAGE, situation, spoken);
    return spoken.stream()
        .takeWhile(tag -> !LanguageNegotiator.nearest(tag).equals(CHINESE))
        .map(tag -> all.resources().stream().filter(line -> line.answersIn(tag)).toList())
        .filter(lines -> !lines.isEmpty())
        .map(lines -> new ChannelAdvice(all.code(), all.asker(), false, false, null, lines))
        .findFirst()
        .stream()
        .toList();
  }

  ChannelAdvice advice(GuideRule rule, AskedSituation situation, List<String> spoken) {
    boolean obliged = rule.duty().obliges(situation.kind());
    return new ChannelAdvice(
        rule.code(),
        situation.asker(),
        obliged,
        !obliged && rule.duty().mayOblige(situation.kind()),
        obliged ? rule.duty().hours() : null,
        resources(rule, situation.area(), spoken));
  }

  /// A rule's entries without duplicates. Entries that answer in the asker's language come first,
  /// except among the emergency numbers, whose usual order stays.
  private List<Resource> resources(GuideRule rule, @Nullable String area, List<String> spoken) {
    Map<String, Resource> byKey = new LinkedHashMap<>();
    boolean ranked = true;
    for (TurnTo destination : rule.destinations()) {
      ranked &= !(destination instanceof TurnTo.EmergencyNumbers);
      find(destination, area).forEach(found -> byKey.putIfAbsent(found.key(), found));
    }
    List<Resource> found = List.copyOf(byKey.values());
    return ranked ? theAskersFirst(found, spoken) : found;
  }

  private static List<Resource> theAskersFirst(List<Resource> lines, List<String> spoken) {
    return spoken.stream()
        .filter(tag -> lines.stream().anyMatch(line -> line.answersIn(tag)))
        .findFirst()
        .map(tag ->
            lines.stream()
                .sorted(Comparator.comparing((Resource line) -> !line.answersIn(tag)))
                .toList())
        .orElse(lines);
  }

  private List<Resource> find(TurnTo destination, @Nullable String area) {
    return switch (destination) {
      case TurnTo.EmergencyNumbers() -> directory.emergency(area);
      case TurnTo.InDistrict(var kind) ->
          area == null ? List.of() : directory.ofDistrict(kind, area);
      case TurnTo.Line(var key) ->
          directory.resources(List.of(key), area).stream()
              .filter(line -> line.serves(county(area)))
              .toList();
    };
  }

  private @Nullable Area county(@Nullable String area) {
    return Optional.ofNullable(area).flatMap(directory::county).orElse(null);
  }
}
