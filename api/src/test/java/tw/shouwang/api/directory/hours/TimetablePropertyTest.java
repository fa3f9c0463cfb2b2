package tw.shouwang.api.directory.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tw.shouwang.api.directory.entries.Closure;
import tw.shouwang.api.directory.entries.HolidayRule;
import tw.shouwang.api.directory.entries.Hours;
import tw.shouwang.api.directory.entries.LocalMinutes;
import tw.shouwang.api.directory.entries.OpeningPeriod;
import tw.shouwang.api.directory.entries.OpeningSpan;
import tw.shouwang.foundation.TaiwanTime;

/// Compares the engine with [NaiveYear], every minute of more than a year, for many schedules: the
/// state and the next change agree everywhere, and nothing changes before it.
class TimetablePropertyTest {

  private static final Map<LocalDate, String[]> RAW = withMakeUpSaturday(NaiveYear.calendar2026());
  private static final WorkingCalendar CALENDAR = calendar(RAW);

  static Map<LocalDate, String[]> withMakeUpSaturday(Map<LocalDate, String[]> raw) {
    Map<LocalDate, String[]> changed = new HashMap<>(raw);
    changed.put(LocalDate.of(2026, 3, 7), new String[] {"20260307", "六", "0", "補行上班"});
    return changed;
  }

  static WorkingCalendar calendar(Map<LocalDate, String[]> raw) {
    return new WorkingCalendar(
        raw.entrySet().stream()
            .map(row ->
                new WorkingCalendar.Line(
                    row.getKey(),
                    row.getValue()[2].equals("2"),
                    row.getValue()[3].isEmpty() ? null : row.getValue()[3]))
            .toList());
  }

  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(120);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void agreesWithTheNaivePainterOnEveryMinute(long seed) {
    Random random = new Random(seed);
    Hours hours = anyHours(random);
    List<Closure> closures = anyClosures(random);
    check(new Timetable(new Schedule(hours), closures), hours, closures, random);
  }

  static void check(Timetable timetable, Hours hours, List<Closure> closures, Random random) {
    NaiveYear naive = NaiveYear.paint(hours, closures, RAW);
    int change = naive.nextChange(0);
    for (int index = 0; index < naive.length(); index++) {
      if (index == change) {
        change = naive.nextChange(index);
      }
      long minute = LocalMinutes.of(naive.instant(0)) + index;
      String state = timetable.state(minute, CALENDAR).name();
      if (!state.equals(naive.state(index))) {
        // Only then: 60 million assertions take longer than all that they compare.
        assertThat(state).as("%s at %s", hours, naive.instant(index)).isEqualTo(naive.state(index));
      }
      boolean nearAnEdge =
          index == change - 1 || index == 0 || !naive.state(index - 1).equals(naive.state(index));
      if (nearAnEdge || random.nextInt(5_000) == 0) {
        checkNextChange(timetable, minute, naive, index, change);
      }
    }
  }

  private static void checkNextChange(
      Timetable timetable, long minute, NaiveYear naive, int index, int change) {
    OptionalLong next = timetable.nextChange(minute, CALENDAR);
    assertThat(next).isEqualTo(timetable.changeAfter(minute, CALENDAR));
    if (change >= 0) {
      assertThat(next).as("after %s", naive.instant(index)).hasValue(minute + change - index);
    } else if (next.isPresent()) {
      assertThat(next.getAsLong()).isGreaterThanOrEqualTo(minute + naive.length() - index);
    }
    Availability availability = timetable.at(LocalMinutes.instant(minute), CALENDAR);
    assertThat(availability.state()).isEqualTo(timetable.state(minute, CALENDAR));
    assertThat(availability.validUntil()).isEqualTo(availability.nextChangeAt());
    next.ifPresent(
        at -> assertThat(timetable.state(at, CALENDAR)).isNotEqualTo(availability.state()));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void remembersNoAnswerOfAnotherTimeOrCalendar(long seed) {
    Random random = new Random(seed);
    Timetable timetable = new Timetable(new Schedule(anyHours(random)), anyClosures(random));
    long start = LocalMinutes.of(Instant.parse("2026-01-01T00:00:00Z"));
    for (int count = 0; count < 400; count++) {
      long minute = start + random.nextInt(random.nextBoolean() ? 20_000 : 500_000);
      WorkingCalendar calendar = random.nextInt(4) == 0 ? WorkingCalendar.EMPTY : CALENDAR;
      assertThat(timetable.nextChange(minute, calendar))
          .as("minute %d", minute)
          .isEqualTo(timetable.changeAfter(minute, calendar));
    }
  }

  @Test
  void keepsTheWallClockOfTheZone() {
    for (Instant instant = Instant.parse("1981-01-01T00:00:00Z");
        instant.isBefore(Instant.parse("2100-01-01T00:00:00Z"));
        instant = instant.plus(Duration.ofHours(37))) {
      long expected =
          instant.atZone(TaiwanTime.ZONE).toLocalDateTime().toEpochSecond(java.time.ZoneOffset.UTC)
              / 60;
      assertThat(LocalMinutes.of(instant)).isEqualTo(expected);
      assertThat(LocalMinutes.instant(expected)).isEqualTo(instant);
    }
  }

  private static Hours anyHours(Random random) {
    HolidayRule rule = HolidayRule.values()[random.nextInt(HolidayRule.values().length)];
    if (random.nextInt(12) == 0) {
      return Hours.unknown(rule);
    }
    if (random.nextInt(8) == 0) {
      return new Hours(true, List.of(), rule, List.of(), null, List.of());
    }
    List<OpeningPeriod> weekly = new ArrayList<>();
    for (int count = 1 + random.nextInt(9); count > 0; count--) {
      weekly.add(anyPeriod(random));
    }
    List<OpeningSpan> spans =
        random.nextBoolean()
            ? List.of()
            : List.of(new OpeningSpan(600, 600 + random.nextInt(1, 1_200)));
    return new Hours(random.nextBoolean() ? false : null, weekly, rule, spans, null, List.of());
  }

  private static OpeningPeriod anyPeriod(Random random) {
    int opens = random.nextInt(4) == 0 ? 0 : random.nextInt(OpeningPeriod.DAY);
    int closes =
        switch (random.nextInt(5)) {
          case 0 -> OpeningPeriod.DAY;
          case 1 -> 2 * OpeningPeriod.DAY;
          default -> random.nextInt(opens + 1, 2 * OpeningPeriod.DAY + 1);
        };
    LocalDate from =
        random.nextInt(4) == 0 ? LocalDate.of(2026, 1, 1).plusDays(random.nextInt(300)) : null;
    LocalDate until =
        random.nextInt(4) == 0 ? LocalDate.of(2026, 11, 1).plusDays(random.nextInt(90)) : null;
    return new OpeningPeriod(
        1 + random.nextInt(7), opens, Math.max(closes, opens + 1), from, until);
  }

  private static List<Closure> anyClosures(Random random) {
    List<Closure> closures = new ArrayList<>();
    for (int count = random.nextInt(4); count > 0; count--) {
      Instant from =
          Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * random.nextInt(500_000));
      Instant until = from.plusSeconds(60L * random.nextInt(1, 20_000));
      closures.add(
          new Closure(
              random.nextBoolean() ? Closure.Kind.AREA : Closure.Kind.ENTRY,
              random.nextInt(9) == 0 ? null : from,
              random.nextInt(9) == 0 ? null : until,
              null));
    }
    return closures;
  }
}
