package tw.shouwang.api.guidance;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.view.Answering;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LanguageNegotiator;

/// Recommends channels for a situation, the gravest first. The result is never empty and always has
/// a number to call. An unknown area counts as no area.
@Singleton
class ChannelGuide {

  private static final Optional<Language> CHINESE = Optional.of(Language.ZH_TW);

  /// The most lines in the asker's own language that come before a crisis row's own lines.
  private static final int OWN_LANGUAGE_FIRST = 2;

  private final Directory directory;

  ChannelGuide(Directory directory) {
    this.directory = directory;
  }

  /// The asker and the time, which decide who can answer first.
  ///
  /// @param spoken the languages that the asker understands, the best first, as BCP 47 tags; also
  ///   languages that we have no texts in
  record Reader(List<String> spoken, Instant at) {

    Reader {
      spoken = List.copyOf(spoken);
    }

    /// How a line answers the asker: a person whose first language is not Chinese needs that
    /// language.
    Answering answering(Resource line) {
      List<String> foreign = foreign();
      return line.answering(foreign.isEmpty() ? spoken : foreign, at);
    }

    /// The asker's languages that they prefer to Chinese.
    List<String> foreign() {
      return spoken.stream()
          .takeWhile(tag -> !LanguageNegotiator.nearest(tag).equals(CHINESE))
          .toList();
    }
  }

  List<ChannelAdvice> advise(AskedSituation situation, Reader asked) {
    List<ChannelAdvice> advice = new ArrayList<>();
    GuideRules.ROWS.stream()
        .filter(rule -> rule.appliesTo(situation))
        .forEach(rule -> advice.add(advice(rule, situation, asked)));
    if (advice.isEmpty()) {
      advice.add(advice(GuideRules.START, situation, asked));
    }
    inYourLanguage(situation.area(), asked)
        .ifPresent(lines ->
            advice.add(
                new ChannelAdvice(
                    GuideRules.IN_YOUR_LANGUAGE.code(), situation.asker(), List.of(), lines)));
    return advice;
  }

  ChannelAdvice advice(GuideRule rule, AskedSituation situation, Reader asked) {
    return new ChannelAdvice(
        rule.code(), situation.asker(), rule.duties(situation), resources(rule, situation, asked));
  }

  /// A row's advice for the whole country, for nobody in particular and at no time: all its lines,
  /// in the table's order.
  ChannelAdvice forEverybody(GuideRule rule) {
    return new ChannelAdvice(
        rule.code(),
        Asker.NOT_SAID,
        List.of(),
        rule.lines().equals(GuideRules.EMERGENCY_NUMBERS)
            ? directory.emergency(null)
            : directory.lines(rule.lines(), false, null, null));
  }

  private List<Resource> resources(GuideRule rule, AskedSituation situation, Reader asked) {
    String area = situation.area();
    if (rule.lines().equals(GuideRules.EMERGENCY_NUMBERS)) {
      return directory.emergency(area);
    }
    List<Resource> lines = lines(rule, situation, asked);
    return lines.isEmpty() ? directory.emergency(area) : lines;
  }

  /// Sorts a row's lines: first those that answer in the asker's language now, then others that
  /// answer now, closed ones last. In a crisis, closed lines are left out if any other line
  /// remains, and if none of the row's lines answers in the asker's language now, some lines that
  /// do are put before them.
  private List<Resource> lines(GuideRule rule, AskedSituation situation, Reader asked) {
    List<Resource> lines =
        ranked(
            directory.lines(
                rule.lines(), situation.has(Sign.IMMEDIATE_DANGER), null, situation.area()),
            asked);
    if (!rule.crisis()) {
      return lines;
    }
    List<Resource> reachable = lines.stream().filter(line -> !line.isClosed(asked.at())).toList();
    List<Resource> named = reachable.isEmpty() ? lines : reachable;
    boolean understood =
        named.stream().anyMatch(line -> asked.answering(line) == Answering.IN_THEIR_LANGUAGE);
    Map<String, Resource> byKey = new LinkedHashMap<>();
    Stream.concat(
            understood ? Stream.empty() : answeringNow(situation.area(), asked), named.stream())
        .forEach(line -> byKey.putIfAbsent(line.key(), line));
    return List.copyOf(byKey.values());
  }

  private Stream<Resource> answeringNow(@Nullable String area, Reader asked) {
    return inYourLanguage(area, asked).stream()
        .flatMap(List::stream)
        .filter(line -> asked.answering(line) == Answering.IN_THEIR_LANGUAGE)
        .limit(OWN_LANGUAGE_FIRST);
  }

  /// For askers who prefer another language to Chinese: lines with people or interpreters for the
  /// first of their languages that any line offers.
  private Optional<List<Resource>> inYourLanguage(@Nullable String area, Reader asked) {
    List<Resource> all = directory.lines(GuideRules.IN_YOUR_LANGUAGE.lines(), false, null, area);
    return asked.foreign().stream()
        .map(tag -> all.stream().filter(line -> line.answersIn(tag)).toList())
        .filter(lines -> !lines.isEmpty())
        .findFirst()
        .map(lines -> ranked(lines, asked));
  }

  private static List<Resource> ranked(List<Resource> lines, Reader asked) {
    return lines.stream().sorted(Comparator.comparing(asked::answering)).toList();
  }
}
