package tw.shouwang.api.intake.figures;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How long senders waited until a person had read what they sent, in tens of minutes.
final class Waits {

  private static final int MINUTES = 10;

  private final TreeMap<Integer, Long> counts = new TreeMap<>();
  private long all;

  void add(int tensOfMinutes, long cases) {
    counts.merge(tensOfMinutes, cases, Long::sum);
    all += cases;
  }

  /// In how many minutes so many percent of the senders had heard. Nothing where fewer than five
  /// lie on either side: it would be one person's wait.
  @Nullable Integer within(int percent) {
    if (all * Math.min(percent, 100 - percent) < 5 * 100) {
      return null;
    }
    long wanted = (all * percent + 99) / 100;
    long seen = 0;
    for (var each : counts.entrySet()) {
      seen += each.getValue();
      if (seen >= wanted) {
        return (each.getKey() + 1) * MINUTES;
      }
    }
    return null;
  }
}
