package tw.shouwang.api.intake.figures;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Topic;

/// Exact counts by month, and the figures that may be published from them.
///
/// The figure of several months is the sum of the published figures of each. If each sum were
/// rounded by itself, enough overlapping ranges would reveal every month's exact count.
final class FigureTable {

  /// The national plan's target, in percent.
  private static final double WITHIN_DAY_TARGET = 98.0;

  /// The share of reports that an intake filters out according to the national plan, in percent.
  private static final double FILTERED_TARGET = 30.0;

  private static final int COUNTY_DIGITS = 5;

  private final TreeMap<YearMonth, List<CountedCases>> months = new TreeMap<>();

  void add(YearMonth month, List<CountedCases> counted) {
    months.put(month, List.copyOf(counted));
  }

  /// The table restricted to one county or district.
  FigureTable within(@Nullable String areaCode) {
    FigureTable narrower = new FigureTable();
    months.forEach((month, cases) ->
        narrower.add(
            month,
            cases.stream()
                .filter(each -> areaCode == null || isWithin(each.area(), areaCode))
                .toList()));
    return narrower;
  }

  Figures told(@Nullable String areaCode, Share directory, Share searches, ViewCount views) {
    Waits waits = new Waits();
    all()
        .forEach(each -> {
          if (each.acknowledgedAfter() >= 0) {
            waits.add(each.acknowledgedAfter(), each.cases());
          }
        });
    return new Figures(
        months.firstKey().atDay(1),
        months.lastKey().atEndOfMonth(),
        areaCode,
        share(each -> true, each -> true, null).of(),
        share(CountedCases::withinDay, CountedCases::due, WITHIN_DAY_TARGET),
        share(CountedCases::sameDay, CountedCases::due, null),
        share(CountedCases::filtered, each -> true, FILTERED_TARGET),
        share(CountedCases::repeated, each -> true, null),
        waits.within(50),
        waits.within(95),
        directory,
        searches,
        Suppression.told(views.guide()).orElse(null),
        Suppression.told(views.helpingSteps()).orElse(null),
        Suppression.told(views.suicidePrevention()).orElse(null),
        mix());
  }

  private List<MixFigure> mix() {
    List<MixFigure> mix = new ArrayList<>();
    months.forEach((month, cases) -> {
      Map<String, Long> byArea =
          cases.stream()
              .collect(
                  Collectors.groupingBy(
                      CountedCases::area,
                      TreeMap::new,
                      Collectors.summingLong(CountedCases::cases)));
      Map<String, Integer> told = Suppression.told(byArea);
      byArea.keySet().stream()
          .filter(told::containsKey)
          .map(area -> new MixFigure(month.atDay(1), area, told.get(area), topics(cases, area)))
          .forEach(mix::add);
    });
    return mix;
  }

  private static List<MixFigure.TopicFigure> topics(List<CountedCases> cases, String area) {
    Map<Topic, Long> byTopic =
        cases.stream()
            .filter(each -> each.area().equals(area))
            .collect(
                Collectors.groupingBy(
                    CountedCases::topic, Collectors.summingLong(CountedCases::cases)));
    return Suppression.told(byTopic).entrySet().stream()
        .map(each -> new MixFigure.TopicFigure(each.getKey(), each.getValue()))
        .sorted(Comparator.comparing(MixFigure.TopicFigure::topic))
        .toList();
  }

  private Share share(
      Predicate<CountedCases> part, Predicate<CountedCases> whole, @Nullable Double target) {
    return Share.ofAll(
        months.values().stream()
            .map(cases -> Share.of(count(cases, part), count(cases, whole), target))
            .toList(),
        target);
  }

  private static long count(List<CountedCases> cases, Predicate<CountedCases> which) {
    return cases.stream().filter(which).mapToLong(CountedCases::cases).sum();
  }

  private List<CountedCases> all() {
    return months.values().stream().flatMap(List::stream).toList();
  }

  private static boolean isWithin(String area, String wanted) {
    return wanted.length() == COUNTY_DIGITS ? area.startsWith(wanted) : area.equals(wanted);
  }
}
