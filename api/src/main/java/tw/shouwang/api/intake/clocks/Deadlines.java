package tw.shouwang.api.intake.clocks;

import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.foundation.TaiwanTime;

/// Computes which clocks a case has and their deadlines, by topic and law. They count from the
/// stored time of receipt, which is never later than the real one, so a clock may end slightly
/// early but never late.
///
/// - Same day and 24 hours: the New Taipei plan of 2021 and the national plan.
/// - 24 hours for child protection: within them whoever must report has to, by the Protection of
///   Children and Youths Welfare and Rights Act §53.
/// - The same for domestic violence, sexual assault and elders, and for mental illness with
///   violence as graded by a worker: our choice, so that none of them waits longer than a child.
///   What the law says of reporting them is in `guidance.LegalDuty`, which knows of no hours for
///   elders.
/// - 10 and 30 days for vulnerable families: the regulations of 2020 under §54 of that act.
/// - Hours include weekends and holidays. Periods of days do not count the first day. A period that
///   would end on a day off ends on the next working day; one that would end on a Saturday ends at
///   noon of the next working day: Administrative Procedure Act §48. Beyond the loaded calendar
///   only known days off count; none are guessed.
@Singleton
class Deadlines {

  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  static final Duration DAY = Duration.ofHours(24);

  static final Set<Topic> PROTECTION =
      Collections.unmodifiableSet(
          EnumSet.of(
              Topic.CHILD_PROTECTION,
              Topic.DOMESTIC_VIOLENCE,
              Topic.SEXUAL_ASSAULT,
              Topic.ELDER_PROTECTION));

  /// The topics of a vulnerable family, e.g. hardship or weak care: those for which the
  /// consultation form names a welfare centre.
  static final Set<Topic> VULNERABLE_FAMILY =
      Collections.unmodifiableSet(
          EnumSet.of(
              Topic.ECONOMIC,
              Topic.CARE_ARRANGEMENT,
              Topic.PARENTING,
              Topic.SCHOOLING,
              Topic.EMPLOYMENT,
              Topic.YOUTH_BEHAVIOUR,
              Topic.CARE_BURDEN));

  private final Directory directory;

  Deadlines(Directory directory) {
    this.directory = directory;
  }

  /// @param dueAt the time promised to the sender
  Map<ClockKind, ClockTimes> of(
      Set<Topic> topics, boolean isDanger, Instant receivedAt, Instant dueAt) {
    Map<ClockKind, ClockTimes> clocks = new EnumMap<>(ClockKind.class);
    if (isDanger) {
      clocks.put(ClockKind.DANGER, ofDanger(receivedAt));
    }
    LocalDate day = TaiwanTime.dayOf(receivedAt);
    Instant endOfDay = TaiwanTime.startOf(day.plusDays(1));
    clocks.put(ClockKind.SAME_DAY, within(receivedAt, endOfDay, Duration.ofHours(2)));
    clocks.put(ClockKind.ASSIGNMENT, within(receivedAt, dueAt, Duration.ofHours(4)));
    if (topics.stream().anyMatch(PROTECTION::contains)) {
      clocks.putAll(ofProtection(receivedAt));
    } else if (topics.stream().anyMatch(VULNERABLE_FAMILY::contains)) {
      clocks.putAll(ofVulnerableFamily(receivedAt));
    }
    return clocks;
  }

  Map<ClockKind, ClockTimes> ofProtection(Instant receivedAt) {
    return Map.of(
        ClockKind.PROTECTION, within(receivedAt, receivedAt.plus(DAY), Duration.ofHours(6)));
  }

  Map<ClockKind, ClockTimes> ofVulnerableFamily(Instant receivedAt) {
    LocalDate day = TaiwanTime.dayOf(receivedAt);
    return Map.of(
        ClockKind.VISIT, within(receivedAt, endOfDays(day, 10), Duration.ofDays(3)),
        ClockKind.INQUIRY, within(receivedAt, endOfDays(day, 30), Duration.ofDays(5)));
  }

  /// The longest wait of a case of danger, from its arrival at a centre.
  ClockTimes ofDanger(Instant from) {
    return new ClockTimes(
        from.plus(TEN_MINUTES.multipliedBy(2)), from.plus(TEN_MINUTES.multipliedBy(3)));
  }

  /// When a second receiver hears of danger that nobody has claimed.
  static Instant secondAt(Instant from) {
    return from.plus(TEN_MINUTES);
  }

  /// The end of a period of days that started on the given day.
  Instant endOfDays(LocalDate from, int days) {
    LocalDate last = from.plusDays(days);
    LocalDate end = last;
    while (directory.isWorkingDay(end).map(works -> !works).orElse(false)) {
      end = end.plusDays(1);
    }
    boolean endsAtNoon = !end.equals(last) && last.getDayOfWeek() == DayOfWeek.SATURDAY;
    return endsAtNoon
        ? end.atTime(LocalTime.NOON).atZone(TaiwanTime.ZONE).toInstant()
        : TaiwanTime.startOf(end.plusDays(1));
  }

  private static ClockTimes within(Instant from, Instant due, Duration before) {
    Instant warn = due.minus(before);
    Instant earliest = warn.isBefore(from) ? from : warn;
    // A wrong value in one case must not stop the clocks of all cases.
    return new ClockTimes(earliest.isAfter(due) ? due : earliest, due);
  }
}
