package tw.shouwang.api.directory.hours;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads the government's yearly working-day table (dataset 14718 of data.gov.tw): 西元日期, 星期, 是否放假
/// (0 or 2), 備註; UTF-8 with or without a byte order mark, or CP950.
///
/// A table with a bad line or a gap is refused as a whole, with all bad lines or missing days
/// listed, because an incomplete calendar would treat holidays as working days.
public final class CalendarCsv {

  private static final Charset CP950 = Charset.forName("x-windows-950");
  private static final String WEEKDAYS = "一二三四五六日";

  private CalendarCsv() {}

  /// An unreadable line, by its number in the file.
  public record BadLine(int line, Problem problem) {}

  enum Problem {
    COLUMNS,
    DATE,
    WEEKDAY,
    DAY_OFF,
    REPEATED
  }

  public record Parsed(List<WorkingCalendar.Line> lines, List<BadLine> badLines) {}

  public static Parsed parse(byte[] bytes) {
    List<WorkingCalendar.Line> lines = new ArrayList<>();
    List<BadLine> bad = new ArrayList<>();
    Set<LocalDate> seen = new HashSet<>();
    String[] rows = decode(bytes).split("\\R");
    for (int index = 0; index < rows.length; index++) {
      String row = rows[index].strip();
      if (row.isEmpty() || (index == 0 && row.startsWith("西元日期"))) {
        continue;
      }
      String[] columns = row.split(",", -1);
      Problem problem = columns.length < 3 ? Problem.COLUMNS : null;
      LocalDate date = problem == null ? date(columns[0].strip()) : null;
      if (problem == null) {
        problem = check(date, columns, seen);
      }
      if (problem != null || date == null) {
        bad.add(new BadLine(index + 1, problem == null ? Problem.DATE : problem));
        continue;
      }
      String name = columns.length > 3 ? columns[3].strip() : "";
      lines.add(
          new WorkingCalendar.Line(
              date, columns[2].strip().equals("2"), name.isEmpty() ? null : name));
    }
    return new Parsed(lines, bad);
  }

  /// The days in the table's years that would be unknown after the import, as spans. The table must
  /// contain every day between its first and its last, because it replaces what is loaded there;
  /// days outside may be loaded already.
  ///
  /// @param loaded the days that are loaded already
  public static List<String> missing(List<WorkingCalendar.Line> lines, Set<LocalDate> loaded) {
    TreeSet<LocalDate> table = new TreeSet<>();
    lines.forEach(line -> table.add(line.date()));
    List<String> spans = new ArrayList<>();
    LocalDate begin = table.first().with(TemporalAdjusters.firstDayOfYear());
    LocalDate end = table.last().with(TemporalAdjusters.lastDayOfYear());
    LocalDate first = null;
    for (LocalDate day = begin; !day.isAfter(end); day = day.plusDays(1)) {
      boolean replaced = !day.isBefore(table.first()) && !day.isAfter(table.last());
      boolean known = table.contains(day) || (!replaced && loaded.contains(day));
      if (!known && first == null) {
        first = day;
      }
      if (first != null && (known || day.equals(end))) {
        LocalDate last = known ? day.minusDays(1) : day;
        spans.add(first.equals(last) ? first.toString() : first + " to " + last);
        first = null;
      }
    }
    return spans;
  }

  private static @Nullable Problem check(
      @Nullable LocalDate date, String[] columns, Set<LocalDate> seen) {
    if (date == null) {
      return Problem.DATE;
    }
    int weekday = date.getDayOfWeek().getValue();
    if (!columns[1].strip().equals(WEEKDAYS.substring(weekday - 1, weekday))) {
      return Problem.WEEKDAY;
    }
    if (!columns[2].strip().matches("[02]")) {
      return Problem.DAY_OFF;
    }
    return seen.add(date) ? null : Problem.REPEATED;
  }

  private static @Nullable LocalDate date(String text) {
    if (!text.matches("[0-9]{8}")) {
      return null;
    }
    try {
      return LocalDate.of(
          Integer.parseInt(text.substring(0, 4)),
          Integer.parseInt(text.substring(4, 6)),
          Integer.parseInt(text.substring(6)));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static String decode(byte[] bytes) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return new String(bytes, CP950);
    }
  }
}
