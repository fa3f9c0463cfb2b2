package tw.shouwang.api.directory.hours;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tw.shouwang.api.directory.entries.Closure;
import tw.shouwang.api.directory.entries.Hours;
import tw.shouwang.api.directory.entries.OpeningPeriod;

/// A second, deliberately simple implementation of opening hours: it writes every minute of some
/// months into an array, day by day, and shares no code with the engine that it checks.
final class NaiveYear {

  private static final ZoneId ZONE = ZoneId.of("Asia/Taipei");
  static final LocalDate FIRST = LocalDate.of(2025, 12, 20);
  static final LocalDate LAST = LocalDate.of(2027, 1, 31);

  private final char[] minutes;

  private NaiveYear(char[] minutes) {
    this.minutes = minutes;
  }

  /// The lines of the government's file, unchanged.
  static Map<LocalDate, String[]> rawCalendar(String csv) {
    Map<LocalDate, String[]> raw = new HashMap<>();
    for (String line : csv.split("\r?\n")) {
      if (line.matches("^[0-9].*")) {
        String[] cells = line.split(",", -1);
        raw.put(LocalDate.parse(cells[0], DateTimeFormatter.BASIC_ISO_DATE), cells);
      }
    }
    return raw;
  }

  static Map<LocalDate, String[]> calendar2026() {
    return calendar("2026");
  }

  private static Map<LocalDate, String[]> calendar(String year) {
    try (var stream =
        Objects.requireNonNull(
            NaiveYear.class.getResourceAsStream("/directory/calendar-" + year + ".csv"))) {
      return rawCalendar(new String(stream.readAllBytes(), StandardCharsets.UTF_8).substring(1));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// All years in the pack.
  static Map<LocalDate, String[]> packedCalendar() {
    Map<LocalDate, String[]> raw = new HashMap<>(calendar("2026"));
    raw.putAll(calendar("2027"));
    return raw;
  }

  static NaiveYear paint(Hours hours, List<Closure> closures, Map<LocalDate, String[]> calendar) {
    return paint(hours, closures, calendar, false);
  }

  /// @param doubted whether the source may be wrong, so that nothing is open outside office hours
  static NaiveYear paint(
      Hours hours, List<Closure> closures, Map<LocalDate, String[]> calendar, boolean doubted) {
    char[] minutes = new char[(int) ChronoUnit.MINUTES.between(start(), LAST.atStartOfDay())];
    boolean nothingKnown =
        hours.weekly().isEmpty() && !Objects.equals(hours.alwaysOpen(), Boolean.TRUE);
    java.util.Arrays.fill(minutes, nothingKnown ? '?' : '-');
    if (!nothingKnown) {
      for (LocalDate day = FIRST.minusDays(3); day.isBefore(LAST); day = day.plusDays(1)) {
        paintDay(minutes, day, hours, calendar.get(day));
      }
    }
    for (int index = 0; doubted && index < minutes.length; index++) {
      if (minutes[index] == 'O' && !isOfficeTime(start().plusMinutes(index), calendar)) {
        minutes[index] = '?';
      }
    }
    for (Closure closure : closures) {
      int from = closure.from() == null ? 0 : firstFrom(closure.from(), minutes.length);
      int until =
          closure.until() == null ? minutes.length : firstFrom(closure.until(), minutes.length);
      for (int index = from; index < until; index++) {
        minutes[index] = '-';
      }
    }
    return new NaiveYear(minutes);
  }

  /// The first minute that begins at an instant or after it.
  private static int firstFrom(Instant instant, int length) {
    long seconds = ChronoUnit.SECONDS.between(start().atZone(ZONE).toInstant(), instant);
    return (int) Math.clamp(Math.ceilDiv(seconds, 60), 0L, length);
  }

  /// From 9:00 to 17:00 on a working day, as the government's calendar has it.
  private static boolean isOfficeTime(LocalDateTime time, Map<LocalDate, String[]> calendar) {
    String[] row = calendar.get(time.toLocalDate());
    return row != null && row[2].equals("0") && time.getHour() >= 9 && time.getHour() < 17;
  }

  private static void paintDay(
      char[] minutes,
      LocalDate day,
      Hours hours,
      String @org.jspecify.annotations.Nullable [] row) {
    boolean weekend =
        day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    boolean holiday = row != null && row[2].equals("2") && (!row[3].isEmpty() || !weekend);
    boolean makeUp = row != null && row[2].equals("0") && weekend;
    String rule = hours.holidayRule().name();
    int weekday = day.getDayOfWeek().getValue();
    if (makeUp && rule.equals("FOLLOWS_CALENDAR")) {
      weekday = 1;
    }
    char colour = 'O';
    if (!rule.equals("OPEN") && row == null) {
      colour = '?';
    }
    List<int[]> spans = new ArrayList<>();
    for (OpeningPeriod period : hours.weekly()) {
      boolean valid =
          (period.validFrom() == null || !day.isBefore(period.validFrom()))
              && (period.validUntil() == null || !day.isAfter(period.validUntil()));
      if (period.weekday() == weekday && valid) {
        spans.add(new int[] {period.opens(), period.closes()});
      }
    }
    if (holiday) {
      switch (rule) {
        case "CLOSED", "FOLLOWS_CALENDAR" -> spans.clear();
        case "UNKNOWN" -> colour = '?';
        case "REDUCED" -> {
          if (hours.holidaySpans().isEmpty()) {
            colour = '?';
          } else {
            spans.clear();
            hours.holidaySpans().forEach(s -> spans.add(new int[] {s.opens(), s.closes()}));
          }
        }
        default -> {}
      }
    }
    for (int[] span : spans) {
      long base = ChronoUnit.MINUTES.between(start(), day.atStartOfDay());
      for (long minute = base + span[0]; minute < base + span[1]; minute++) {
        if (minute >= 0 && minute < minutes.length && minutes[(int) minute] != 'O') {
          minutes[(int) minute] = colour;
        }
      }
    }
  }

  private static LocalDateTime start() {
    return FIRST.atStartOfDay();
  }

  int length() {
    return minutes.length;
  }

  Instant instant(int index) {
    return start().plusMinutes(index).atZone(ZONE).toInstant();
  }

  String state(int index) {
    return switch (minutes[index]) {
      case 'O' -> "OPEN";
      case '?' -> "UNKNOWN";
      default -> "CLOSED";
    };
  }

  /// The first later minute with another state, or -1 if there is none before the end.
  int nextChange(int index) {
    for (int later = index + 1; later < minutes.length; later++) {
      if (minutes[later] != minutes[index]) {
        return later;
      }
    }
    return -1;
  }
}
