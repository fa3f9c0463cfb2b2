package tw.shouwang.api.intake.figures;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes counts of cases publishable. A count under five is left out, the others are rounded to
/// multiples of five, and a second count is left out if a single missing one could be computed from
/// the sum.
///
/// Because of the rounding, every difference of two published counts is a multiple of five,
/// whatever they count and whenever: overlapping ranges, a county and its districts, yesterday and
/// today. Leaving out small counts alone could not guarantee that for arbitrary combinations of
/// queries.
final class Suppression {

  private static final long SMALLEST = 5;

  private Suppression() {}

  /// The publishable count; empty if it is under five, zero included.
  static Optional<Integer> told(long count) {
    return count < SMALLEST ? Optional.empty() : Optional.of(rounded(count));
  }

  /// The publishable cells of a table whose sum is published too. If exactly one cell is left out,
  /// the smallest of the others is left out as well.
  static <K extends Comparable<K>> Map<K, Integer> told(Map<K, Long> cells) {
    Map<K, Integer> told = new HashMap<>();
    cells.forEach((key, count) -> told(count).ifPresent(shown -> told.put(key, shown)));
    long missing =
        cells.entrySet().stream()
            .filter(cell -> cell.getValue() > 0 && !told.containsKey(cell.getKey()))
            .count();
    if (missing == 1) {
      cells.entrySet().stream()
          .filter(cell -> told.containsKey(cell.getKey()))
          .min(Map.Entry.<K, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
          .map(Map.Entry::getKey)
          .ifPresent(told::remove);
    }
    return told.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// The publishable cells of a table in which each case is counted once, and the rest as one cell
  /// without a value, so that the cells add up. Cells under five go into the rest; while that is
  /// under five, the next smallest cell goes into it too.
  ///
  /// Somebody who adds up the tables of other dimensions may learn the exact sum. If every value
  /// lies at the edge of its rounding, the sum reveals a small cell. So a table is published only
  /// if, for each of its small cells, another table with the same sum and another value there would
  /// be published in the same form.
  ///
  /// @param counted by value
  static List<FigureBreakdown.Cell> withRest(Map<String, Long> counted) {
    Map<String, Long> cells = new HashMap<>(counted);
    cells.values().removeIf(count -> count == 0);
    List<FigureBreakdown.Cell> told = merged(cells);
    return cells.keySet().stream()
            .filter(value -> isHidden(value, cells, told))
            .allMatch(value -> couldBeAnother(value, cells, told))
        ? told
        : List.of();
  }

  private static boolean isHidden(
      String value, Map<String, Long> cells, List<FigureBreakdown.Cell> told) {
    return cells.getOrDefault(value, 0L) > 0
        && told.stream().noneMatch(cell -> value.equals(cell.value()));
  }

  private static boolean couldBeAnother(
      String value, Map<String, Long> cells, List<FigureBreakdown.Cell> told) {
    for (String other : cells.keySet()) {
      for (long more : new long[] {1, -1}) {
        Map<String, Long> moved = new HashMap<>(cells);
        moved.merge(value, more, Long::sum);
        moved.merge(other, -more, Long::sum);
        boolean differs = !other.equals(value) && moved.values().stream().allMatch(n -> n > 0);
        if (differs && merged(moved).equals(told)) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<FigureBreakdown.Cell> merged(Map<String, Long> cells) {
    List<Map.Entry<String, Long>> smallestFirst =
        cells.entrySet().stream()
            .filter(cell -> cell.getValue() > 0)
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .toList();
    long rest = 0;
    int inRest = 0;
    for (Map.Entry<String, Long> cell : smallestFirst) {
      boolean isTooSmall = rest > 0 && rest < SMALLEST;
      if (cell.getValue() >= SMALLEST && !isTooSmall) {
        break;
      }
      rest += cell.getValue();
      inRest++;
    }
    List<FigureBreakdown.Cell> told =
        smallestFirst.subList(inRest, smallestFirst.size()).stream()
            .sorted(Map.Entry.comparingByKey())
            .map(cell -> new FigureBreakdown.Cell(cell.getKey(), rounded(cell.getValue())))
            .collect(Collectors.toCollection(ArrayList::new));
    told(rest).ifPresent(shown -> told.add(new FigureBreakdown.Cell(null, shown)));
    return told;
  }

  private static int rounded(long count) {
    return (int) Math.min((count + 2) / SMALLEST * SMALLEST, Integer.MAX_VALUE / 5 * 5);
  }
}
