package tw.shouwang.api.intake.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.directory.entries.Topic;

/// Thousands of made-up centres, from empty to busy, with every possible query.
class SuppressionPropertyTest {

  private static final List<String> AREAS =
      List.of("63000", "63000010", "63000020", "63000030", "65000010");
  private static final Share NONE = Share.of(0, 0, null);
  private static final ViewCount NOTHING = new ViewCount(0, 0, 0);
  private static final YearMonth FIRST = YearMonth.of(2026, 1);

  @Test
  void noDifferenceOfPublishedCountsIsOneToFour() {
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      FigureTable table = new FigureTable();
      List<Integer> told = new ArrayList<>();
      // After each month, all earlier months are queried again, for every area.
      for (int month = 0; month < 4; month++) {
        table.add(FIRST.plusMonths(month), month(random));
        for (@Nullable String area : areas()) {
          told.addAll(counts(table.within(area).told(area, NONE, NONE, NOTHING)));
        }
      }
      List<Integer> distinct = told.stream().distinct().sorted().toList();
      for (int one : distinct) {
        assertThat(one).as("seed %d", seed).isGreaterThanOrEqualTo(5);
        for (int other : distinct) {
          assertThat(Math.abs(one - other)).as("seed %d", seed).isNotIn(1, 2, 3, 4);
        }
      }
    }
  }

  /// Rounding alone does not hide single months: if each range were rounded by itself, many ranges
  /// together would reveal every month.
  @Test
  void noRangeTellsWhatItsMonthsDoNotTell() {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      List<List<CountedCases>> months = new ArrayList<>();
      for (int month = 0; month < 5; month++) {
        months.add(month(random));
      }
      for (int from = 0; from < months.size(); from++) {
        List<Share> told = new ArrayList<>();
        FigureTable range = new FigureTable();
        for (int month = from; month < months.size(); month++) {
          FigureTable alone = new FigureTable();
          alone.add(FIRST.plusMonths(month), months.get(month));
          told.add(alone.told(null, NONE, NONE, NOTHING).filtered());
          range.add(FIRST.plusMonths(month), months.get(month));
          Figures figures = range.told(null, NONE, NONE, NOTHING);
          assertThat(figures.filtered()).as("seed %d", seed).isEqualTo(Share.ofAll(told, 30.0));
          assertThat(figures.cases()).as("seed %d", seed).isEqualTo(sumOfWholes(told));
        }
      }
    }
  }

  private static @Nullable Integer sumOfWholes(List<Share> shares) {
    List<Integer> wholes = shares.stream().map(Share::of).filter(Objects::nonNull).toList();
    return wholes.isEmpty() ? null : wholes.stream().mapToInt(Integer::intValue).sum();
  }

  @Test
  void addsUpWhatIsToldAndTakesThePercentageWhereBothAre() {
    Share both = Share.of(30, 100, null);
    Share hidden = Share.of(3, 50, null);
    assertThat(Share.ofAll(List.of(both, hidden, both), 98.0))
        .isEqualTo(new Share(60, 250, 30.0, 98.0));
    assertThat(Share.ofAll(List.of(hidden), null)).isEqualTo(hidden);
    assertThat(Share.ofAll(List.of(), null)).isEqualTo(NONE);
  }

  @Test
  void neverIsExactlyOneCellMissing() {
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      Map<String, Long> cells = new TreeMap<>();
      for (int cell = 0; cell < 1 + random.nextInt(6); cell++) {
        cells.put("cell " + cell, (long) random.nextInt(1 + random.nextInt(40)));
      }
      Map<String, Integer> told = Suppression.told(cells);
      List<String> missing =
          cells.keySet().stream()
              .filter(cell -> cells.getOrDefault(cell, 0L) > 0 && !told.containsKey(cell))
              .toList();
      boolean aloneInTheTable = cells.values().stream().filter(count -> count > 0).count() == 1;
      if (!aloneInTheTable) {
        assertThat(missing.size()).as("seed %d: %s as %s", seed, cells, told).isNotEqualTo(1);
      }
      told.forEach((cell, count) ->
          assertThat(Math.abs(cells.getOrDefault(cell, 0L) - count)).isLessThanOrEqualTo(2));
    }
  }

  /// Dispatch centre's row 8: the attack over dimensions. Who adds up all other tables learns at
  /// best the month's exact sum, which is given here. All tables of two to four values are tried:
  /// what is told of a table and its sum leave at least two numbers for each cell under five.
  @Test
  void noSumOverAnotherDimensionTellsAHiddenCell() {
    attack(2, 30);
    attack(3, 24);
    attack(4, 13);
  }

  /// Finding 10: the same attack on the hand-overs, by neighbour and by what became of them.
  @Test
  void noSumTellsAHiddenHandOver() {
    attack(3, 24, cells -> shown(handovers(cells, false), false));
    attack(4, 13, cells -> shown(handovers(cells, true), true));
  }

  private static List<HandoverFigure> handovers(Map<String, Long> cells, boolean byPart) {
    List<Long> numbers = List.copyOf(cells.values());
    List<CountedHandovers> counted = new ArrayList<>();
    if (byPart) {
      long sum = numbers.stream().mapToLong(Long::longValue).sum();
      counted.add(
          new CountedHandovers(
              "LABOUR", "ECONOMIC", sum, numbers.get(0), numbers.get(1), numbers.get(2)));
    } else {
      cells.forEach(
          (name, number) -> counted.add(new CountedHandovers(name, "ECONOMIC", number, 0, 0, 0)));
    }
    return Breakdowns.handovers(FIRST, counted).stream()
        .filter(each -> each.neighbour() != null)
        .toList();
  }

  private static List<Object> shown(List<HandoverFigure> figures, boolean byPart) {
    boolean any =
        !byPart
            || figures.stream()
                .flatMap(each -> Stream.of(each.opened(), each.notOpened(), each.returned()))
                .anyMatch(share -> share.count() != null);
    return any ? List.copyOf(figures) : List.of();
  }

  private static void attack(int values, int most) {
    attack(values, most, cells -> List.copyOf(Suppression.withRest(cells)));
  }

  private static void attack(
      int values, int most, Function<Map<String, Long>, List<Object>> asked) {
    Map<List<Object>, List<Map<String, Long>>> alike = new HashMap<>();
    int tables = (int) Math.pow(most + 1, values);
    for (int number = 0; number < tables; number++) {
      Map<String, Long> cells = table(number, values, most);
      long sum = cells.values().stream().mapToLong(Long::longValue).sum();
      List<Object> told = asked.apply(cells);
      if (!told.isEmpty()) {
        alike.computeIfAbsent(List.of(sum, told), seen -> new ArrayList<>()).add(cells);
      }
    }
    alike.values().stream()
        // What is alike beyond the largest numbers that are tried is not known.
        .filter(each ->
            each.stream().noneMatch(cells -> cells.values().stream().anyMatch(n -> n > most - 2)))
        .forEach(each -> {
          for (String value : each.getFirst().keySet()) {
            Set<Long> numbers = new HashSet<>();
            each.forEach(cells -> numbers.add(cells.getOrDefault(value, 0L)));
            boolean isSmall = numbers.stream().anyMatch(number -> number > 0 && number < 5);
            assertThat(numbers.size() > 1 || !isSmall).as("%s of %s", value, each).isTrue();
          }
        });
    assertThat(alike).as("tables of %s values", values).isNotEmpty();
  }

  private static Map<String, Long> table(int number, int values, int most) {
    Map<String, Long> cells = new TreeMap<>();
    int left = number;
    for (int value = 0; value < values; value++) {
      cells.put("value " + value, (long) (left % (most + 1)));
      left /= most + 1;
    }
    return cells;
  }

  /// The same over random months: no cell is under five, the cells agree with the sum to their
  /// rounding, and no two differ by one to four.
  @Test
  void cellsOfAPartitionAddUp() {
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      Map<String, Long> cells = new TreeMap<>();
      for (int cell = 0; cell < 1 + random.nextInt(9); cell++) {
        cells.put("cell " + cell, (long) random.nextInt(1 + random.nextInt(40)));
      }
      long sum = cells.values().stream().mapToLong(Long::longValue).sum();
      List<FigureBreakdown.Cell> told = Suppression.withRest(cells);
      assertThat(sum >= 5 || told.isEmpty()).as("seed %d", seed).isTrue();
      assertThat(told)
          .as("seed %d", seed)
          .allMatch(cell -> cell.cases() >= 5 && cell.cases() % 5 == 0);
      if (!told.isEmpty()) {
        int added = told.stream().mapToInt(FigureBreakdown.Cell::cases).sum();
        assertThat(Math.abs(added - sum)).as("seed %d", seed).isLessThanOrEqualTo(2L * told.size());
      }
    }
  }

  @Test
  void roundsToFivesAndLeavesOutWhatIsUnderFive() {
    assertThat(Suppression.told(7)).contains(5);
    assertThat(Suppression.told(8)).contains(10);
    assertThat(Suppression.told(4)).isEmpty();
    assertThat(Suppression.told(0)).isEmpty();
  }

  @Test
  void sharesComeFromWhatIsToldAndNeverFromTheExactNumbers() {
    Share share = Share.of(977, 1_001, 98.0);
    assertThat(share.count()).isEqualTo(975);
    assertThat(share.of()).isEqualTo(1_000);
    assertThat(share.percent()).isEqualTo(97.5);
    assertThat(Share.of(3, 1_000, null).percent()).isNull();
    assertThat(Share.of(5, 5, null).percent()).isEqualTo(100.0);
  }

  @Test
  void waitsAreNeverOnePersons() {
    Waits few = new Waits();
    few.add(3, 9);
    assertThat(few.within(50)).isNull();
    few.add(30, 1);
    assertThat(few.within(50)).isEqualTo(40);
    assertThat(few.within(95)).isNull();
    Waits many = new Waits();
    many.add(0, 90);
    many.add(17, 10);
    assertThat(many.within(50)).isEqualTo(10);
    assertThat(many.within(95)).isEqualTo(180);
  }

  private static List<CountedCases> month(Random random) {
    List<CountedCases> cases = new ArrayList<>();
    int kinds = random.nextInt(12);
    int most = 1 + random.nextInt(30);
    for (int kind = 0; kind < kinds; kind++) {
      cases.add(
          new CountedCases(
              AREAS.get(random.nextInt(AREAS.size())),
              Topic.values()[random.nextInt(5)],
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextInt(4) == 0,
              random.nextInt(4) == 0,
              random.nextInt(200) - 1,
              1 + random.nextInt(most)));
    }
    return cases;
  }

  private static List<@Nullable String> areas() {
    List<@Nullable String> areas = new ArrayList<>(AREAS);
    areas.add(null);
    areas.add("65000");
    return areas;
  }

  private static List<Integer> counts(Figures figures) {
    Stream<@Nullable Integer> shares =
        Stream.of(
                figures.assignedWithinDay(),
                figures.gradedSameDay(),
                figures.filtered(),
                figures.repeats())
            .flatMap(share -> Arrays.<@Nullable Integer>asList(share.count(), share.of()).stream());
    Stream<@Nullable Integer> mix =
        figures.mix().stream()
            .flatMap(each ->
                Stream.concat(
                    Stream.<@Nullable Integer>of(each.cases()),
                    each.topics().stream().map(MixFigure.TopicFigure::cases)));
    return Stream.of(Stream.<@Nullable Integer>of(figures.cases()), shares, mix)
        .flatMap(each -> each)
        .filter(Objects::nonNull)
        .toList();
  }

  @Test
  void rangesAreWholeMonths() {
    FigureTable table = new FigureTable();
    table.add(FIRST, List.of());
    table.add(FIRST.plusMonths(1), List.of());
    Figures figures = table.told(null, NONE, NONE, NOTHING);
    assertThat(figures.from()).isEqualTo(LocalDate.of(2026, 1, 1));
    assertThat(figures.to()).isEqualTo(LocalDate.of(2026, 2, 28));
  }
}
