package tw.shouwang.api.intake.clocks;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// The running clocks of centres and of workers, in the order of their deadlines, and those of them
/// that are missed. A deadline at midnight belongs to the day that ends then.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CalendarRepository extends GenericRepository<ClockRow, UUID> {

  String DAYS =
      """
      select cast(day as date) as day,
             counted.clocks
      from generate_series(
        cast(:from as timestamp), cast(:to as timestamp), interval '1 day') as day
      cross join lateral (
        select cast(count(*) as integer) as clocks
        from (
          select
          from intake.case_clock
          where runs_at = :centre
            and due_at > day at time zone 'Asia/Taipei'
            and due_at <= (day + interval '1 day') at time zone 'Asia/Taipei'
      """;

  String DAYS_END =
      """
          limit :most) as ending) as counted
      where counted.clocks > 0
      order by day
      """;

  String PAGE =
      """
      select case_id, kind, due_at, missed
      from intake.case_clock
      where runs_at = :centre
        and due_at > :from
        and due_at <= :to
        and (due_at, case_id, kind) > (:afterDue, :afterCase, :afterKind)
      """;

  String PAGE_END =
      """
      order by due_at, case_id, kind
      limit :atMost
      """;

  String COUNT =
      """
      select count(*)
      from (
        select
        from intake.case_clock
        where runs_at = :centre
          and due_at > :from
          and due_at <= :to
      """;

  String COUNT_END =
      """
        limit :most) as ending
      """;

  String MISSED =
      """
      select case_id, kind, due_at, missed
      from intake.case_clock
      where runs_at = :centre
        and missed
        and (kind <> 'DANGER', due_at, case_id, kind)
          > (:afterCalm, :afterDue, :afterCase, :afterKind)
      """;

  String MISSED_END =
      """
      order by kind <> 'DANGER', due_at, case_id, kind
      limit :atMost
      """;

  String MISSED_COUNT =
      """
      select count(*)
      from (
        select
        from intake.case_clock
        where runs_at = :centre
          and missed
      """;

  @Query(DAYS + DAYS_END)
  List<CalendarDay> days(String centre, LocalDate from, LocalDate to, int most);

  @Query(DAYS + " and runs_for = :worker " + DAYS_END)
  List<CalendarDay> daysOf(String worker, String centre, LocalDate from, LocalDate to, int most);

  @Query(PAGE + PAGE_END)
  List<CalendarClock> page(
      String centre,
      Instant from,
      Instant to,
      Instant afterDue,
      UUID afterCase,
      String afterKind,
      int atMost);

  @Query(PAGE + " and runs_for = :worker " + PAGE_END)
  List<CalendarClock> pageOf(
      String worker,
      String centre,
      Instant from,
      Instant to,
      Instant afterDue,
      UUID afterCase,
      String afterKind,
      int atMost);

  @Query(COUNT + COUNT_END)
  int count(String centre, Instant from, Instant to, int most);

  @Query(COUNT + " and runs_for = :worker " + COUNT_END)
  int countOf(String worker, String centre, Instant from, Instant to, int most);

  /// The missed clocks, danger first, then the oldest.
  @Query(MISSED + MISSED_END)
  List<CalendarClock> missed(
      String centre,
      boolean afterCalm,
      Instant afterDue,
      UUID afterCase,
      String afterKind,
      int atMost);

  @Query(MISSED + " and runs_for = :worker " + MISSED_END)
  List<CalendarClock> missedOf(
      String worker,
      String centre,
      boolean afterCalm,
      Instant afterDue,
      UUID afterCase,
      String afterKind,
      int atMost);

  @Query(MISSED_COUNT + COUNT_END)
  int countMissed(String centre, int most);

  @Query(MISSED_COUNT + " and runs_for = :worker " + COUNT_END)
  int countMissedOf(String worker, String centre, int most);
}
