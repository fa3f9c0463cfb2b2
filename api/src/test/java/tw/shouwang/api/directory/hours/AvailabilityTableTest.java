package tw.shouwang.api.directory.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.shouwang.api.directory.hours.AvailabilityState.CLOSED;
import static tw.shouwang.api.directory.hours.AvailabilityState.OPEN;
import static tw.shouwang.api.directory.hours.AvailabilityState.UNKNOWN;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.directory.entries.Closure;
import tw.shouwang.api.directory.entries.HolidayRule;
import tw.shouwang.api.directory.entries.Hours;
import tw.shouwang.api.directory.entries.LocalMinutes;
import tw.shouwang.api.directory.entries.OpeningPeriod;
import tw.shouwang.foundation.TaiwanTime;

/// The typical mistakes of other directories with opening hours, one by one.
class AvailabilityTableTest {

  private static final WorkingCalendar CALENDAR =
      TimetablePropertyTest.calendar(NaiveYear.calendar2026());

  private static final Hours OFFICE = weekdays(HolidayRule.FOLLOWS_CALENDAR, "08:30", "17:30");

  @Test
  void fridayNightBeforeALongWeekendOpensAfterItAndNotTomorrow() {
    // Friday 27 February is off, and the weekend follows; Monday 26 October is off.
    expect(OFFICE, "2026-02-26T20:00", CLOSED, "2026-03-02T08:30");
    expect(OFFICE, "2026-10-23T17:30", CLOSED, "2026-10-27T08:30");
  }

  @Test
  void twentyThreeToTwentyTwoFiftyNineIsClosedForOneMinuteADay() {
    List<OpeningPeriod> weekly = new ArrayList<>();
    for (int day = 1; day <= 7; day++) {
      weekly.add(OpeningPeriod.of(day, "23:00", "46:59"));
    }
    Hours hours = new Hours(null, weekly, HolidayRule.OPEN, List.of(), null, List.of());
    expect(hours, "2026-05-05T22:58", OPEN, "2026-05-05T22:59");
    expect(hours, "2026-05-05T22:59", CLOSED, "2026-05-05T23:00");
    expect(hours, "2026-05-05T23:00", OPEN, "2026-05-06T22:59");
    expect(hours, "2026-05-06T00:00", OPEN, "2026-05-06T22:59");
  }

  @Test
  void aPeriodPastMidnightStaysOpenAcrossIt() {
    Hours youthChat = youthChat();
    expect(youthChat, "2026-05-05T23:59", OPEN, "2026-05-06T01:00");
    expect(youthChat, "2026-05-06T00:00", OPEN, "2026-05-06T01:00");
    expect(youthChat, "2026-05-06T00:59", OPEN, "2026-05-06T01:00");
    expect(youthChat, "2026-05-06T01:00", CLOSED, "2026-05-06T13:00");
  }

  @Test
  void theNightAfterAFridayBelongsToTheFriday() {
    expect(youthChat(), "2026-05-09T00:30", OPEN, "2026-05-09T01:00");
    expect(youthChat(), "2026-05-10T00:30", CLOSED, "2026-05-11T13:00");
  }

  @Test
  void saysOfANightWhatHoldsOfTheDayOnWhichItBegan() {
    // Friday 1 May 2026 is off; the calendar ends on 31 December.
    assertThat(cause(youthChat(), "2026-05-01T19:00"))
        .isEqualTo(Availability.Cause.HOLIDAY_HOURS_NOT_KNOWN);
    assertThat(cause(youthChat(), "2026-05-02T00:30"))
        .isEqualTo(Availability.Cause.HOLIDAY_HOURS_NOT_KNOWN);
    assertThat(cause(youthChat(), "2027-01-01T00:30")).isEqualTo(Availability.Cause.WITHIN_HOURS);
    assertThat(cause(youthChat(), "2027-01-02T00:30"))
        .isEqualTo(Availability.Cause.CALENDAR_NOT_LOADED);
  }

  private static Availability.Cause cause(Hours hours, String local) {
    return new Timetable(hours).at(at(local), CALENDAR).cause();
  }

  @Test
  void theNightAfterAHolidayIsTheHolidaysOwn() {
    // Friday 25 September 2026 is a holiday; Thursday and Saturday are not.
    expect(youthChat(), "2026-09-25T00:30", OPEN, "2026-09-25T01:00");
    expect(youthChat(), "2026-09-26T00:30", UNKNOWN, "2026-09-26T01:00");
  }

  @Test
  void twoOpeningsADayLeaveTheLunchHourClosed() {
    List<OpeningPeriod> weekly = new ArrayList<>();
    for (int day = 1; day <= 5; day++) {
      weekly.add(OpeningPeriod.of(day, "08:30", "12:00"));
      weekly.add(OpeningPeriod.of(day, "13:30", "17:30"));
    }
    Hours care = new Hours(false, weekly, HolidayRule.CLOSED, List.of(), null, List.of());
    expect(care, "2026-05-06T11:59", OPEN, "2026-05-06T12:00");
    expect(care, "2026-05-06T12:00", CLOSED, "2026-05-06T13:30");
    expect(care, "2026-05-06T13:30", OPEN, "2026-05-06T17:30");
  }

  @Test
  void lunarNewYearClosesOfficesAndLeavesReducedLinesUnknown() {
    Hours reduced =
        new Hours(
            false,
            List.of(OpeningPeriod.of(2, "09:00", "21:00"), OpeningPeriod.of(1, "09:00", "21:00")),
            HolidayRule.REDUCED,
            List.of(),
            null,
            List.of());
    expect(OFFICE, "2026-02-13T17:30", CLOSED, "2026-02-23T08:30");
    expect(OFFICE, "2026-02-17T10:00", CLOSED, "2026-02-23T08:30");
    expect(reduced, "2026-02-17T10:00", UNKNOWN, "2026-02-17T21:00");
    expect(reduced, "2026-02-17T22:00", CLOSED, "2026-02-23T09:00");
    expect(
        weekdays(HolidayRule.OPEN, "08:00", "22:00"), "2026-02-17T10:00", OPEN, "2026-02-17T22:00");
  }

  @Test
  void beyondTheLoadedCalendarNothingThatDependsOnItIsCalledOpen() {
    expect(OFFICE, "2027-01-04T10:00", UNKNOWN, "2027-01-04T17:30");
    expect(OFFICE, "2027-01-04T18:00", CLOSED, "2027-01-05T08:30");
    expect(OFFICE, "2026-12-31T17:30", CLOSED, "2027-01-01T08:30");
    expect(
        weekdays(HolidayRule.OPEN, "08:30", "17:30"), "2027-01-04T10:00", OPEN, "2027-01-04T17:30");
  }

  @Test
  void aTyphoonAfternoonClosesOnlyItsHours() {
    Closure typhoon =
        new Closure(Closure.Kind.AREA, at("2026-09-01T12:00"), at("2026-09-02T00:00"), null);
    Timetable office = new Timetable(new Schedule(OFFICE), List.of(typhoon));
    expect(office, "2026-09-01T11:59", OPEN, "2026-09-01T12:00");
    expect(office, "2026-09-01T12:00", CLOSED, "2026-09-02T08:30");
    assertThat(office.at(at("2026-09-01T13:00"), CALENDAR).cause())
        .isEqualTo(Availability.Cause.AREA_CLOSED);
  }

  @Test
  void aMakeUpSaturdayKeepsMondaysHours() {
    WorkingCalendar calendar =
        TimetablePropertyTest.calendar(
            TimetablePropertyTest.withMakeUpSaturday(NaiveYear.calendar2026()));
    Timetable office = new Timetable(OFFICE);
    assertThat(office.state(LocalMinutes.of(at("2026-03-07T10:00")), calendar)).isEqualTo(OPEN);
    assertThat(office.state(LocalMinutes.of(at("2026-03-14T10:00")), calendar)).isEqualTo(CLOSED);
    Timetable shop = new Timetable(weekdays(HolidayRule.CLOSED, "08:30", "17:30"));
    assertThat(shop.state(LocalMinutes.of(at("2026-03-07T10:00")), calendar)).isEqualTo(CLOSED);
  }

  @Test
  void alwaysOpenNeverChanges() {
    Hours always = new Hours(true, List.of(), HolidayRule.OPEN, List.of(), null, List.of());
    expect(always, "2026-02-17T00:00", OPEN, null);
    expect(always, "2031-02-17T00:00", OPEN, null);
  }

  @Test
  void noHoursKnownIsUnknownWithoutANextChange() {
    expect(Hours.unknown(HolidayRule.FOLLOWS_CALENDAR), "2026-05-06T10:00", UNKNOWN, null);
    expect(Hours.unknown(HolidayRule.OPEN), "2026-02-17T10:00", UNKNOWN, null);
  }

  @Test
  void anOrdinaryWeekendIsNoHoliday() {
    assertThat(CALENDAR.kind(LocalDate.of(2026, 5, 9).toEpochDay()))
        .isEqualTo(WorkingCalendar.DayKind.ORDINARY);
    assertThat(CALENDAR.kind(LocalDate.of(2026, 2, 28).toEpochDay()))
        .isEqualTo(WorkingCalendar.DayKind.HOLIDAY);
    assertThat(CALENDAR.until()).contains(LocalDate.of(2026, 12, 31));
  }

  private static Hours youthChat() {
    List<OpeningPeriod> weekly = new ArrayList<>();
    for (int day = 1; day <= 5; day++) {
      weekly.add(OpeningPeriod.of(day, "13:00", "17:00"));
      weekly.add(OpeningPeriod.of(day, "18:00", "25:00"));
    }
    return new Hours(false, weekly, HolidayRule.UNKNOWN, List.of(), null, List.of());
  }

  /// D8: hours from an uncertain source count only within office hours.
  @Test
  void whatMayBeWrongIsNotKnownOutsideOfficeHours() {
    Hours always = new Hours(true, List.of(), HolidayRule.OPEN, List.of(), null, List.of());
    Timetable doubted = new Timetable(new Schedule(always, true), List.of());
    expect(doubted, "2026-05-06T03:00", AvailabilityState.UNKNOWN, "2026-05-06T09:00");
    expect(doubted, "2026-05-06T10:00", AvailabilityState.OPEN, "2026-05-06T17:00");
    expect(doubted, "2026-05-08T17:00", AvailabilityState.UNKNOWN, "2026-05-11T09:00");
    expect(doubted, "2026-02-17T10:00", AvailabilityState.UNKNOWN, "2026-02-23T09:00");
    assertThat(doubted.at(at("2026-05-06T03:00"), CALENDAR).cause())
        .isEqualTo(Availability.Cause.HOURS_NOT_KNOWN);
    Timetable office =
        new Timetable(
            new Schedule(weekdays(HolidayRule.CLOSED, "08:00", "17:30"), true), List.of());
    expect(office, "2026-05-06T08:30", AvailabilityState.UNKNOWN, "2026-05-06T09:00");
    expect(office, "2026-05-06T17:10", AvailabilityState.UNKNOWN, "2026-05-06T17:30");
    expect(office, "2026-05-06T18:00", AvailabilityState.CLOSED, "2026-05-07T08:00");
  }

  private static Hours weekdays(HolidayRule rule, String opens, String closes) {
    List<OpeningPeriod> weekly = new ArrayList<>();
    for (int day = 1; day <= 5; day++) {
      weekly.add(OpeningPeriod.of(day, opens, closes));
    }
    return new Hours(false, weekly, rule, List.of(), null, List.of());
  }

  private static void expect(
      Hours hours, String local, AvailabilityState state, @Nullable String next) {
    expect(new Timetable(hours), local, state, next);
  }

  private static void expect(
      Timetable timetable, String local, AvailabilityState state, @Nullable String next) {
    Availability availability = timetable.at(at(local), CALENDAR);
    assertThat(availability.state()).as(local).isEqualTo(state);
    assertThat(availability.nextChangeAt()).as(local).isEqualTo(next == null ? null : at(next));
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(TaiwanTime.ZONE).toInstant();
  }
}
