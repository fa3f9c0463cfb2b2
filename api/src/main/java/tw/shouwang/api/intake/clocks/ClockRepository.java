package tw.shouwang.api.intake.clocks;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import tw.shouwang.api.cases.records.CaseStatus;

/// The clocks, and the columns of cases that they depend on. Every update is conditional, so that
/// only one of several nodes makes it and a clock that was restarted meanwhile is not changed.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ClockRepository extends GenericRepository<ClockRow, UUID> {

  String CLOCK =
      """
      select case_clock.case_id,
             case_clock.kind,
             case_clock.due_at,
             case_clock.next_at as next,
             case_clock.missed,
             case_file.centre,
             case_file.status,
             case_file.claimed_by,
             case_clock.status_before,
             case_file.erased_on is not null or case_file.sealed_state = 'WRAP_UNREADABLE' as erased
      from intake.case_clock
      join cases.case_file on case_file.id = case_clock.case_id
        and case_clock.kind in (
          'DANGER', 'SAME_DAY', 'ASSIGNMENT', 'PROTECTION', 'VISIT', 'INQUIRY')
      """;

  /// Whether a clock's condition is not met yet; must agree with [ClockKind#isMet].
  String NOT_MET =
      """
      case_file.erased_on is null
        and case_file.sealed_state <> 'WRAP_UNREADABLE'
        and case case_clock.kind
            when 'DANGER' then case_file.status = case_clock.status_before
              and case_file.claimed_by is null
            when 'SAME_DAY' then case_file.status in ('RECEIVED', 'SEEN')
            when 'ASSIGNMENT' then case_file.status in ('RECEIVED', 'SEEN')
            else case_file.status in ('RECEIVED', 'SEEN', 'TRIAGED')
            end
      """;

  /// Cases without clocks after a given one, danger first.
  @Query(
      """
      select id,
             centre,
             topic,
             array_to_string(other_topics, ',') as other_topics,
             urgency,
             received_at,
             due_at
      from cases.case_file
      where not clocks_started
        and status <> 'CLOSED'
        and erased_on is null
        and sealed_state <> 'WRAP_UNREADABLE'
        and (urgency <> 'IMMEDIATE_DANGER', id) > (:afterCalm, :afterId)
      order by urgency <> 'IMMEDIATE_DANGER', id
      limit :atMost
      """)
  List<WatchedCase> withoutClocks(boolean afterCalm, UUID afterId, int atMost);

  /// Locks the case before its clocks, as every step does.
  ///
  /// @return 0 if another node has started its clocks, or if it was closed or erased meanwhile
  @Query(
      """
      update cases.case_file
      set clocks_started = true
      where id = :caseId
        and not clocks_started
        and status <> 'CLOSED'
        and erased_on is null
      """)
  long markStarted(UUID caseId);

  @Query(
      """
      insert into intake.case_clock (case_id, kind, warn_at, due_at, next_at)
      values (:caseId, :kind, :warnAt, :dueAt, :warnAt)
      on conflict do nothing
      """)
  long start(UUID caseId, ClockKind kind, Instant warnAt, Instant dueAt);

  /// Restarts the clock, whatever its state.
  @Query(
      """
      insert into intake.case_clock (case_id, kind, warn_at, due_at, next_at, status_before)
      values (:caseId, :kind, :warnAt, :dueAt, :warnAt, :now)
      on conflict (case_id, kind) do update
      set warn_at = excluded.warn_at,
          due_at = excluded.due_at,
          next_at = excluded.next_at,
          missed = false,
          status_before = excluded.status_before
      """)
  void startAnew(UUID caseId, ClockKind kind, Instant warnAt, Instant dueAt, CaseStatus now);

  @Query(
      CLOCK
          + """
          where case_clock.next_at <= :now
            and (case_clock.next_at, case_clock.case_id, case_clock.kind)
              > (:afterNext, :afterId, :afterKind)
          order by case_clock.next_at, case_clock.case_id, case_clock.kind
          limit :atMost
          """)
  List<RunningClock> toLookAt(
      Instant now, Instant afterNext, UUID afterId, String afterKind, int atMost);

  /// @return 0 if the clock is met, was warned of already, or was restarted
  @Query(
      """
      update intake.case_clock
      set next_at = case_clock.due_at
      from cases.case_file
      where case_clock.case_id = :caseId
        and case_clock.kind = :kind
        and case_clock.due_at = :dueAt
        and case_clock.next_at < case_clock.due_at
        and case_file.id = case_clock.case_id
        and
      """
          + NOT_MET)
  long warned(UUID caseId, ClockKind kind, Instant dueAt);

  /// @return 0 if the clock is met, has ended already, or was restarted
  @Query(
      """
      update intake.case_clock
      set next_at = null,
          missed = true
      from cases.case_file
      where case_clock.case_id = :caseId
        and case_clock.kind = :kind
        and case_clock.due_at = :dueAt
        and case_clock.next_at is not null
        and case_file.id = case_clock.case_id
        and
      """
          + NOT_MET)
  long missed(UUID caseId, ClockKind kind, Instant dueAt);

  /// @return 0 if the clock is not met after all, has ended already, or was restarted
  @Query(
      """
      update intake.case_clock
      set next_at = null,
          missed = false
      from cases.case_file
      where case_clock.case_id = :caseId
        and case_clock.kind = :kind
        and case_clock.due_at = :dueAt
        and case_clock.next_at is not null
        and case_file.id = case_clock.case_id
        and not (
      """
          + NOT_MET
          + ")")
  long met(UUID caseId, ClockKind kind, Instant dueAt);

  /// The clocks of one case.
  @Query(
      CLOCK
          + """
          where case_clock.case_id = :caseId
          order by case_clock.due_at, case_clock.kind
          """)
  List<RunningClock> ofCase(UUID caseId);

  /// A centre's missed clocks that are still not met, the oldest first.
  @Query(
      CLOCK
          + """
          where case_clock.missed
            and case_file.centre = :centre
            and
          """
          + NOT_MET
          + """
          order by case_clock.kind <> 'DANGER', case_clock.due_at, case_clock.case_id
          limit :atMost
          """)
  List<RunningClock> missedOf(String centre, int atMost);

  /// How many open cases of a centre will close by themselves up to a day.
  @Query(
      """
      select count(*)
      from cases.case_file
      where centre = :centre
        and status <> 'CLOSED'
        and erased_on is null
        and close_on <= :until
      """)
  long closingUntil(String centre, LocalDate until);

  /// The cases of a centre that will close by themselves up to a day, the earliest first.
  @Query(
      """
      select id
      from cases.case_file
      where centre = :centre
        and status <> 'CLOSED'
        and erased_on is null
        and close_on <= :until
      order by close_on, id
      limit :atMost
      """)
  List<UUID> closingSoon(String centre, LocalDate until, int atMost);
}
