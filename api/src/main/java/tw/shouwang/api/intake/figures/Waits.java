package tw.shouwang.api.intake.figures;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How long senders waited until a person had read their report, in units of ten minutes.
final class Waits {

  private static final int MINUTES = 10;

  private final TreeMap<Integer, Long> counts = new TreeMap<>();
  private long all;

  void add(int tensOfMinutes, long cases) {
    counts.merge(tensOfMinutes, cases, Long::sum);
    all += cases;
  }

  /// The minutes after which this percentage of senders had been read. Empty if fewer than five
  /// cases are on either side, because it would be one person's wait.
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
