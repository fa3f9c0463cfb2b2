package tw.shouwang.api.intake.figures;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tw.shouwang.foundation.TaiwanTime;

/// A centre's cases of each month by one dimension, and what became of them at neighbours.
///
/// Tables are by month, for the whole centre and by one dimension alone: two tables have only the
/// month's sum in common. So their differences reveal nothing but that sum, and [Suppression] hides
/// small cells even from somebody who knows it.
@Singleton
class Breakdowns {

  private final FigureRepository repository;

  Breakdowns(FigureRepository repository) {
    this.repository = repository;
  }

  List<FigureBreakdown> of(
      String centre, YearMonth first, YearMonth last, FigureDimension dimension) {
    return months(first, last)
        .map(month ->
            new FigureBreakdown(
                month.atDay(1), dimension, cells(dimension, counted(centre, month, dimension))))
        .toList();
  }

  private Map<String, Long> counted(String centre, YearMonth month, FigureDimension dimension) {
    return repository
        .countBy(dimension.name(), centre, start(month), start(month.plusMonths(1)))
        .stream()
        .collect(Collectors.toMap(CountedValue::value, CountedValue::cases));
  }

  /// The publishable cells, the rest of a partition last.
  static List<FigureBreakdown.Cell> cells(FigureDimension dimension, Map<String, Long> counted) {
    if (dimension.isPartition()) {
      return Suppression.withRest(counted);
    }
    List<FigureBreakdown.Cell> cells = new ArrayList<>();
    new TreeMap<>(counted)
        .forEach((value, cases) ->
            Suppression.told(cases)
                .ifPresent(told -> cells.add(new FigureBreakdown.Cell(value, told))));
    return cells;
  }

  /// The shares by neighbour, then by topic, month by month.
  List<HandoverFigure> ofHandovers(String centre, YearMonth first, YearMonth last) {
    return months(first, last)
        .flatMap(month ->
            handovers(
                month, repository.countHandovers(centre, start(month), start(month.plusMonths(1))))
                .stream())
        .toList();
  }

  static List<HandoverFigure> handovers(YearMonth month, List<CountedHandovers> counted) {
    return Stream.concat(
            figures(month, grouped(counted, CountedHandovers::neighbour), true),
            figures(month, grouped(counted, CountedHandovers::topic), false))
        .toList();
  }

  /// The hand-overs of the month that have arrived, by neighbour or by topic. Each table is a
  /// partition of them; the counts of what became of them are parts of its cells.
  private static Stream<HandoverFigure> figures(
      YearMonth month, Map<String, List<CountedHandovers>> grouped, boolean byNeighbour) {
    Map<String, Long> arrived =
        grouped.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, each -> sum(each.getValue(), CountedHandovers::arrived)));
    return Suppression.withRest(arrived).stream()
        .mapMulti((cell, figures) -> {
          String value = cell.value();
          if (value != null) {
            List<CountedHandovers> of = grouped.getOrDefault(value, List.of());
            figures.accept(figure(month, value, byNeighbour, cell.cases(), of));
          }
        });
  }

  private static long sum(List<CountedHandovers> counted, ToLongFunction<CountedHandovers> part) {
    return counted.stream().mapToLong(part).sum();
  }

  private static TreeMap<String, List<CountedHandovers>> grouped(
      List<CountedHandovers> counted, Function<CountedHandovers, String> by) {
    return counted.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()));
  }

  /// @param arrived the publishable number of arrived hand-overs
  private static HandoverFigure figure(
      YearMonth month,
      String of,
      boolean byNeighbour,
      int arrived,
      List<CountedHandovers> counted) {
    long opened = sum(counted, CountedHandovers::opened);
    long notOpened = sum(counted, CountedHandovers::notOpened);
    long returned = sum(counted, CountedHandovers::returned);
    long open = sum(counted, CountedHandovers::arrived) - opened - notOpened - returned;
    List<FigureBreakdown.Cell> told =
        Suppression.withRest(
            Map.of("OPENED", opened, "NOT_OPENED", notOpened, "RETURNED", returned, "OPEN", open));
    return new HandoverFigure(
        month.atDay(1),
        byNeighbour ? of : null,
        byNeighbour ? null : of,
        share("OPENED", told, arrived),
        share("NOT_OPENED", told, arrived),
        share("RETURNED", told, arrived));
  }

  private static Share share(String part, List<FigureBreakdown.Cell> told, int arrived) {
    long count =
        told.stream()
            .filter(cell -> part.equals(cell.value()))
            .mapToLong(FigureBreakdown.Cell::cases)
            .sum();
    return Share.of(count, arrived, null);
  }

  private static Stream<YearMonth> months(YearMonth first, YearMonth last) {
    return Stream.iterate(first, month -> !month.isAfter(last), month -> month.plusMonths(1));
  }

  private static Instant start(YearMonth month) {
    return TaiwanTime.startOf(month.atDay(1));
  }
}
