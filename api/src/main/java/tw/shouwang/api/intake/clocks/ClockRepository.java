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

/// The clocks, and of the cases what they depend on. Every change is conditional, so that of
/// several nodes one makes it, and none to a clock that began anew meanwhile.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ClockRepository extends GenericRepository<ClockRow, UUID> {

  String CLOCK =
      """
      select case_clock.case_id,
             case_clock.kind,
             case_clock.due_at,
             case_clock.missed,
             case_file.centre,
             case_file.status,
             case_file.claimed_by,
             case_clock.status_before,
             case_file.erased_on is not null as erased
      from intake.case_clock
      join cases.case_file on case_file.id = case_clock.case_id
      """;

  /// Cases that no clock runs for yet, danger first.
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
      where status <> 'CLOSED'
        and erased_on is null
        and not exists (
          select from intake.case_clock
          where case_id = case_file.id
            and kind = 'ASSIGNMENT'
        )
      order by urgency = 'IMMEDIATE_DANGER' desc, id
      limit :atMost
      """)
  List<WatchedCase> withoutClocks(int atMost);

  @Query(
      """
      insert into intake.case_clock (case_id, kind, warn_at, due_at, next_at)
      values (:caseId, :kind, :warnAt, :dueAt, :warnAt)
      on conflict do nothing
      """)
  long start(UUID caseId, ClockKind kind, Instant warnAt, Instant dueAt);

  /// Starts it anew, whatever became of it before.
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
          order by case_clock.next_at
          limit :atMost
          """)
  List<RunningClock> toLookAt(Instant now, int atMost);

  @Query(
      """
      update intake.case_clock
      set next_at = due_at
      where case_id = :caseId
        and kind = :kind
        and due_at = :dueAt
        and next_at < due_at
      """)
  long warned(UUID caseId, ClockKind kind, Instant dueAt);

  @Query(
      """
      update intake.case_clock
      set next_at = null,
          missed = :missed
      where case_id = :caseId
        and kind = :kind
        and due_at = :dueAt
        and next_at is not null
      """)
  long end(UUID caseId, ClockKind kind, Instant dueAt, boolean missed);

  /// The clocks of one case.
  @Query(
      CLOCK
          + """
          where case_clock.case_id = :caseId
          order by case_clock.due_at, case_clock.kind
          """)
  List<RunningClock> ofCase(UUID caseId);

  /// A centre's clocks that were missed and whose case still waits, the oldest first.
  @Query(
      CLOCK
          + """
          where case_clock.missed
            and case_file.centre = :centre
            and case_file.erased_on is null
            and (case case_clock.kind
                   when 'DANGER' then case_file.status = case_clock.status_before
                     and case_file.claimed_by is null
                   when 'SAME_DAY' then case_file.status in ('RECEIVED', 'SEEN')
                   when 'ASSIGNMENT' then case_file.status in ('RECEIVED', 'SEEN')
                   else case_file.status in ('RECEIVED', 'SEEN', 'TRIAGED')
                 end)
          order by case_clock.kind <> 'DANGER', case_clock.due_at, case_clock.case_id
          limit :atMost
          """)
  List<RunningClock> missedOf(String centre, int atMost);

  /// How many open cases of a centre close by themselves until a day.
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

  /// The cases of a centre that close by themselves until a day, the next first.
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
