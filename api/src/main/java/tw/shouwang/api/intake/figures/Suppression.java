package tw.shouwang.api.intake.figures;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes counts of cases fit to be published: what is under five is left out, what remains is
/// rounded to fives, and what could be had by subtracting is left out with it.
///
/// Rounding makes every difference of two published counts a multiple of five, whatever they count
/// and whenever they were asked for: overlapping ranges, a county and its districts, yesterday and
/// today. Leaving out alone could not promise that across questions that nobody foresaw.
final class Suppression {

  private static final long SMALLEST = 5;

  private Suppression() {}

  /// The count as it may be told; nothing where it is small, and zero is small too.
  static Optional<Integer> told(long count) {
    return count < SMALLEST ? Optional.empty() : Optional.of(rounded(count));
  }

  /// The cells of one table as they may be told beside their sum. Where exactly one would be
  /// missing, the smallest of the others is left out too.
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
