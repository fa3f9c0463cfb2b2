package tw.shouwang.api.intake.figures;

import java.util.HashMap;
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

  private static int rounded(long count) {
    return (int) Math.min((count + 2) / SMALLEST * SMALLEST, Integer.MAX_VALUE / 5 * 5);
  }
}
