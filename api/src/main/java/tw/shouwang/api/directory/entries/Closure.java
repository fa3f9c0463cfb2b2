package tw.shouwang.api.directory.entries;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.LocalizedText;

/// A closure beyond the weekly hours, from one instant (inclusive) to another (exclusive); null
/// means without end on that side.
public record Closure(
    Kind kind, @Nullable Instant from, @Nullable Instant until, @Nullable LocalizedText reason) {

  /// Whether one entry is closed, or all offices of an area (a typhoon day).
  public enum Kind {
    ENTRY,
    AREA
  }

  public Closure {
    if (from != null && until != null && !from.isBefore(until)) {
      throw new IllegalArgumentException("a closure must end after it begins");
    }
  }

  public boolean holdsAt(long localMinute) {
    return (from == null || localMinute >= LocalMinutes.of(from))
        && (until == null || localMinute < LocalMinutes.of(until));
  }
}
