package tw.shouwang.api.guidance;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.Area;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.Resource;
import tw.shouwang.i18n.Language;

/// Says which channels to turn to in a situation, the most urgent first. Never empty, never without
/// a number to call, whatever is known or wrong: an area that is not known counts as none.
@Singleton
class ChannelGuide {

  private final Directory directory;

  ChannelGuide(Directory directory) {
    this.directory = directory;
  }

  List<ChannelAdvice> advise(Situation situation, Language language) {
    List<ChannelAdvice> advice = new ArrayList<>(rows(situation, language));
    if (advice.isEmpty()) {
      advice.add(advice(GuideRules.START, situation, language));
    }
    advice.addAll(inYourLanguage(situation, language));
    return advice;
  }

  /// The rows that hold, in their order; perhaps none.
  List<ChannelAdvice> rows(Situation situation, Language language) {
    return GuideRules.ROWS.stream()
        .filter(rule -> rule.when().test(situation))
        .map(rule -> advice(rule, situation, language))
        .toList();
  }

  /// For whoever does not read Chinese, the lines that have people or interpreters for them.
  List<ChannelAdvice> inYourLanguage(Situation situation, Language language) {
    if (language == Language.ZH_TW) {
      return List.of();
    }
    ChannelAdvice all = advice(GuideRules.IN_YOUR_LANGUAGE, situation, language);
    List<Resource> lines =
        all.resources().stream().filter(line -> line.answersIn(language)).toList();
    return lines.isEmpty() ? List.of() : List.of(new ChannelAdvice(all.code(), false, null, lines));
  }

  ChannelAdvice advice(GuideRule rule, Situation situation, Language language) {
    boolean obliged = rule.duty().obliges(situation.kind());
    return new ChannelAdvice(
        rule.code(),
        obliged,
        obliged ? rule.duty().hours() : null,
        resources(rule, situation.area(), language));
  }

  /// Each entry once; among a rule's own order, those that answer in the asker's language first,
  /// except for the emergency numbers, whose order everybody knows.
  private List<Resource> resources(GuideRule rule, @Nullable String area, Language language) {
    Map<String, Resource> byKey = new LinkedHashMap<>();
    boolean ranked = true;
    for (TurnTo destination : rule.destinations()) {
      ranked &= !(destination instanceof TurnTo.EmergencyNumbers);
      find(destination, area).forEach(found -> byKey.putIfAbsent(found.key(), found));
    }
    Stream<Resource> found = byKey.values().stream();
    return ranked
        ? found.sorted(Comparator.comparing((Resource line) -> !line.answersIn(language))).toList()
        : found.toList();
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
