package tw.shouwang.api.directory.hours;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The government's working-day calendar, as far as it is loaded. It is a table and is never
/// computed: libraries for the lunar calendar disagree about 2027.
///
/// A holiday is a day off that has a name or is on Monday to Friday; an ordinary weekend is not a
/// holiday. A make-up workday is a working Saturday or Sunday.
public final class WorkingCalendar {

  /// One line of the yearly table.
  public record Line(LocalDate date, boolean off, @Nullable String name) {}

  public enum DayKind {
    ORDINARY,
    HOLIDAY,
    MAKE_UP_WORKDAY,
    NOT_LOADED
  }

  static final WorkingCalendar EMPTY = new WorkingCalendar(List.of());

  private final List<Line> lines;
  private final Map<Long, String> names;
  private final long firstDay;
  private final DayKind[] kinds;

  public WorkingCalendar(List<Line> lines) {
    TreeMap<LocalDate, Line> byDate = new TreeMap<>();
    lines.forEach(line -> byDate.put(line.date(), line));
    this.lines = List.copyOf(byDate.values());
    this.names = new TreeMap<>();
    if (byDate.isEmpty()) {
      firstDay = 0;
      kinds = new DayKind[0];
      return;
    }
    firstDay = byDate.firstKey().toEpochDay();
    kinds = new DayKind[(int) (byDate.lastKey().toEpochDay() - firstDay) + 1];
    java.util.Arrays.fill(kinds, DayKind.NOT_LOADED);
    for (Line line : byDate.values()) {
      kinds[(int) (line.date().toEpochDay() - firstDay)] = kind(line);
      if (line.name() != null) {
        names.put(line.date().toEpochDay(), line.name());
      }
    }
  }

  private static DayKind kind(Line line) {
    boolean weekend = line.date().getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    if (line.off()) {
      return line.name() != null || !weekend ? DayKind.HOLIDAY : DayKind.ORDINARY;
    }
    return weekend ? DayKind.MAKE_UP_WORKDAY : DayKind.ORDINARY;
  }

  public DayKind kind(long epochDay) {
    long index = epochDay - firstDay;
    return index < 0 || index >= kinds.length ? DayKind.NOT_LOADED : kinds[(int) index];
  }

  /// The holiday's official name.
  Optional<String> name(long epochDay) {
    return Optional.ofNullable(names.get(epochDay));
  }

  /// The last loaded day.
  public Optional<LocalDate> until() {
    return kinds.length == 0
        ? Optional.empty()
        : Optional.of(LocalDate.ofEpochDay(firstDay + kinds.length - 1));
  }

  /// The table, in order of its days.
  public List<Line> lines() {
    return new ArrayList<>(lines);
  }
}
