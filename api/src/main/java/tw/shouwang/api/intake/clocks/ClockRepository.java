package tw.shouwang.api.intake.clocks;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The clocks, and the columns of cases that they depend on. Every update is conditional, so that
/// only one of several nodes makes it and a clock that was restarted meanwhile is not changed.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ClockRepository extends GenericRepository<ClockRow, UUID> {

  /// Whether a clock's condition is not met: the only place that says so. The case's present state,
  /// its hand-overs and the marks of steps decide; so no status can contradict a clock. The
  /// database's `intake.clock_runs` says the same.
  String NOT_MET =
      """
      case_file.erased_on is null
        and case_file.sealed_state <> 'WRAP_UNREADABLE'
        and case_file.status <> 'CLOSED'
        and case_file.merged_into is null
        and not case_clock.met
        and case case_clock.kind
            when 'DANGER' then case_file.urgency_rank = 0
              and case_file.claimed_by is null
            when 'SAME_DAY' then case_file.status in ('RECEIVED', 'SEEN')
            when 'ASSIGNMENT' then case_file.status in ('RECEIVED', 'SEEN')
            else not exists (
              select
              from cases.hand_over
              where hand_over.case_id = case_file.id
                and cases.meets_the_law(hand_over.state)
                and intake.is_met_with(case_clock.kind, hand_over.neighbour))
            end
      """;

  String CLOCK =
      """
      select case_clock.case_id,
             case_clock.kind,
             case_clock.due_at,
             case_clock.next_at as next,
             case_clock.second_at,
             case_clock.missed,
             case_file.centre,
             case_file.exercise,
             not (
      """
          + NOT_MET
          + """
                    ) as met
             from intake.case_clock
             join cases.case_file on case_file.id = case_clock.case_id
               and case_clock.kind in (
                 'DANGER', 'SAME_DAY', 'ASSIGNMENT', 'PROTECTION', 'VISIT', 'INQUIRY')
          """;

  /// Open cases whose clocks have not started yet.
  String WITHOUT_CLOCKS =
      """
      select id,
             centre,
             topic,
             array_to_string(other_topics, ',') as other_topics,
             urgency,
             received_at,
             due_at,
             exercise
      from cases.case_file
      where not clocks_started
        and status <> 'CLOSED'
        and erased_on is null
        and sealed_state <> 'WRAP_UNREADABLE'
      """;

  /// Cases without clocks after a given one, danger first.
  @Query(
      WITHOUT_CLOCKS
          + """
            and (urgency <> 'IMMEDIATE_DANGER', id) > (:afterCalm, :afterId)
          order by urgency <> 'IMMEDIATE_DANGER', id
          limit :atMost
          """)
  List<WatchedCase> withoutClocks(boolean afterCalm, UUID afterId, int atMost);

  /// One case, if its clocks have not started yet.
  @Query(
      WITHOUT_CLOCKS
          + """
            and id = :id
          """)
  List<WatchedCase> withoutClocks(UUID id);

  @Query(
      """
      select id
      from cases.case_file
      where id = :caseId
      for update
      """)
  Optional<UUID> holdCase(UUID caseId);

  /// Locks cases before their clocks, as every step does, and marks them.
  ///
  /// @param ids separated by commas
  /// @return those that nobody has locked, whose clocks no other node has started, and that were
  ///   neither closed nor erased meanwhile
  @Query(
      """
      with free as (
        select id
        from cases.case_file
        where id = any(cast(string_to_array(:ids, ',') as uuid[]))
          and not clocks_started
          and status <> 'CLOSED'
          and erased_on is null
        for update skip locked),
      marked as (
        update cases.case_file
        set clocks_started = true
        from free
        where case_file.id = free.id
        returning case_file.id)
      select id
      from marked
      """)
  List<UUID> markStarted(String ids);

  /// Starts several clocks, unless they run already. Each parameter holds one value a clock,
  /// separated by commas; an empty second time is none.
  ///
  /// @return the cases in which a clock of danger was started
  @Query(
      """
      with started as (
        insert into intake.case_clock (case_id, kind, warn_at, due_at, next_at, second_at)
        select case_id, kind, warn_at, due_at, coalesce(second_at, warn_at), second_at
        from unnest(
            cast(string_to_array(:caseIds, ',') as uuid[]),
            string_to_array(:kinds, ','),
            cast(string_to_array(:warnings, ',') as timestamptz[]),
            cast(string_to_array(:deadlines, ',') as timestamptz[]),
            cast(string_to_array(:seconds, ',', '') as timestamptz[]))
          as clock (case_id, kind, warn_at, due_at, second_at)
        on conflict do nothing
        returning case_id, kind)
      select case_id
      from started
      where kind = 'DANGER'
      """)
  List<UUID> startAll(
      String caseIds, String kinds, String warnings, String deadlines, String seconds);

  /// Restarts the clocks of danger of several cases.
  ///
  /// @param ids separated by commas
  @Query(
      """
      insert into intake.case_clock (case_id, kind, warn_at, due_at, next_at, second_at)
      select case_id, 'DANGER', :warnAt, :dueAt, :secondAt, :secondAt
      from unnest(cast(string_to_array(:ids, ',') as uuid[])) as danger (case_id)
      on conflict (case_id, kind) do update
      set warn_at = excluded.warn_at,
          due_at = excluded.due_at,
          next_at = excluded.next_at,
          second_at = excluded.second_at,
          missed = false,
          met = false
      """)
  void startDangerAnew(String ids, Instant warnAt, Instant dueAt, Instant secondAt);

  @Query(
      """
      insert into intake.case_clock (case_id, kind, warn_at, due_at, next_at, second_at)
      values (:caseId, :kind, :warnAt, :dueAt, coalesce(cast(:secondAt as timestamptz), :warnAt), cast(:secondAt as timestamptz))
      on conflict do nothing
      """)
  long start(
      UUID caseId, ClockKind kind, Instant warnAt, Instant dueAt, @Nullable Instant secondAt);

  /// Restarts the clock, whatever its state.
  @Query(
      """
      insert into intake.case_clock (case_id, kind, warn_at, due_at, next_at, second_at)
      values (:caseId, :kind, :warnAt, :dueAt, coalesce(cast(:secondAt as timestamptz), :warnAt), cast(:secondAt as timestamptz))
      on conflict (case_id, kind) do update
      set warn_at = excluded.warn_at,
          due_at = excluded.due_at,
          next_at = excluded.next_at,
          second_at = excluded.second_at,
          missed = false,
          met = false
      """)
  void startAnew(
      UUID caseId, ClockKind kind, Instant warnAt, Instant dueAt, @Nullable Instant secondAt);

  /// Ends a clock for good: its case did what it asks for.
  @Query(
      """
      update intake.case_clock
      set met = true,
          next_at = null,
          second_at = null
      where case_id = :caseId
        and kind = :kind
        and not met
      """)
  void done(UUID caseId, ClockKind kind);

  /// Moves the running clocks of a merged case to its main case, missed ones too; of two of one
  /// kind the earlier deadline counts. A clock that is met because a service has the case is not
  /// moved. A missed clock of danger is not moved either: danger starts anew, because nobody would
  /// be alerted by a missed clock.
  @Query(
      """
      insert into intake.case_clock (case_id, kind, warn_at, due_at, next_at, second_at, missed)
      select cast(:main as uuid), kind, warn_at, due_at, next_at, second_at, missed
      from intake.case_clock
      where case_id = :merged
        and not met
        and (next_at is not null or missed and kind <> 'DANGER')
        and not exists (
          select
          from cases.hand_over
          where hand_over.case_id = :merged
            and cases.meets_the_law(hand_over.state)
            and intake.is_met_with(case_clock.kind, hand_over.neighbour))
      on conflict (case_id, kind) do update
      set warn_at = least(case_clock.warn_at, excluded.warn_at),
          due_at = least(case_clock.due_at, excluded.due_at),
          next_at = case
            when excluded.missed then null
            else least(case_clock.next_at, excluded.next_at)
          end,
          second_at = least(case_clock.second_at, excluded.second_at),
          missed = case_clock.missed or excluded.missed
      where not case_clock.met
        and case_clock.next_at is not null
      """)
  void adopt(UUID main, UUID merged);

  /// @return 0 if it is met, was told already, or was restarted
  @Query(
      """
      update intake.case_clock
      set second_at = null,
          next_at = case_clock.warn_at
      from cases.case_file
      where case_clock.case_id = :caseId
        and case_clock.kind = :kind
        and case_clock.due_at = :dueAt
        and case_clock.second_at is not null
        and case_file.id = case_clock.case_id
        and
      """
          + NOT_MET)
  long secondTold(UUID caseId, ClockKind kind, Instant dueAt);

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
      set next_at = case_clock.due_at,
          second_at = null
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
          second_at = null,
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
          second_at = null,
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

  /// A centre's missed clocks that are still not met after a given one: danger first, then the
  /// oldest.
  @Query(
      CLOCK
          + """
          where case_clock.runs_at = :centre
            and case_clock.missed
            and (case_clock.kind <> 'DANGER', case_clock.due_at, case_clock.case_id, case_clock.kind)
              > (:afterCalm, :afterDue, :afterId, :afterKind)
          order by case_clock.kind <> 'DANGER', case_clock.due_at, case_clock.case_id, case_clock.kind
          limit :atMost
          """)
  List<RunningClock> missedOf(
      String centre,
      boolean afterCalm,
      Instant afterDue,
      UUID afterId,
      String afterKind,
      int atMost);

  /// How many such clocks the centre has.
  @Query(
      """
      select count(*)
      from intake.case_clock
      where runs_at = :centre
        and missed
      """)
  int countMissed(String centre);

  /// How many open cases of a centre will close by themselves up to a day.
  ///
  /// @param exercises whether exercises count too
  @Query(
      """
      select count(*)
      from cases.case_file
      where centre = :centre
        and status <> 'CLOSED'
        and erased_on is null
        and (:exercises or not exercise)
        and close_on <= :until
      """)
  long closingUntil(String centre, LocalDate until, boolean exercises);

  /// The cases of a centre after a given one that will close by themselves up to a day, the
  /// earliest first.
  @Query(
      """
      select id as case_id, close_on as closes_on
      from cases.case_file
      where centre = :centre
        and status <> 'CLOSED'
        and erased_on is null
        and close_on <= :until
        and (close_on, id) > (:afterDay, :afterId)
      order by close_on, id
      limit :atMost
      """)
  List<ClosingRow> closingSoon(
      String centre, LocalDate until, LocalDate afterDay, UUID afterId, int atMost);
}
