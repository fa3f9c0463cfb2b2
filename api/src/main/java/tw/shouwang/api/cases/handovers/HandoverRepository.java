package tw.shouwang.api.cases.handovers;

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

/// The hand-overs of cases to neighbour systems.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface HandoverRepository extends GenericRepository<HandoverRow, UUID> {

  String CASE =
      """
      select id,
             centre,
             withdrawn_on is not null as withdrawn,
             erased_on is not null as erased,
             coalesce(triage_level, urgency) = 'ROUTINE' as routine,
             cast(coalesce((
               select max(position) + 1
               from cases.entry
               where case_id = case_file.id
                 and direction = 'FROM_SENDER'), 0) as integer) as said_until
      from cases.case_file
      """;

  HandoverRow save(HandoverRow row);

  /// A case, also an erased one.
  @Query(CASE + "where id = :id")
  Optional<HandoverCase> caseOf(UUID id);

  /// Locks the cases that are merged into this one.
  @Query(
      CASE
          + """
          where merged_into = :id
            and erased_on is null
          order by id
          for update
          """)
  List<HandoverCase> holdMerged(UUID id);

  Optional<HandoverRow> findById(UUID id);

  /// Locks it until the transaction ends. The case is locked before.
  @Query(
      """
      select *
      from cases.hand_over
      where id = :id
      for update
      """)
  Optional<HandoverRow> hold(UUID id);

  @Query(
      """
      select *
      from cases.hand_over
      where case_id = :caseId
      order by made_at, id
      """)
  List<HandoverRow> ofCase(UUID caseId);

  /// The hand-overs of a centre's present cases, the newest first, before a position. Each state is
  /// queried by itself, so that a rare state is not searched among all hand-overs.
  ///
  /// @param states separated by commas
  @Query(
      """
      select found.*
      from unnest(string_to_array(:states, ',')) as asked (state)
      cross join lateral (
        select hand_over.*
        from cases.hand_over
        join cases.case_file on case_file.id = hand_over.case_id
        where hand_over.state = asked.state
          and case_file.centre = :centre
          and case_file.erased_on is null
          and (hand_over.made_at, hand_over.id) < (:beforeTime, :beforeId)
        order by hand_over.made_at desc, hand_over.id desc
        limit :atMost) as found
      order by found.made_at desc, found.id desc
      limit :atMost
      """)
  List<HandoverRow> ofCentre(
      String centre, String states, Instant beforeTime, UUID beforeId, int atMost);

  @Query(
      """
      update cases.hand_over
      set state = :state,
          reason = :reason,
          said_by = :saidBy,
          changed_at = :at,
          passed_on = coalesce(passed_on, :passedOn),
          news = true,
          changes = changes + 1
      where id = :id
      """)
  void setState(
      UUID id,
      HandoverState state,
      @Nullable HandoverReason reason,
      @Nullable String saidBy,
      Instant at,
      @Nullable LocalDate passedOn);

  /// Resets the hand-overs of an exercise that became real: they have no receiver and have not
  /// arrived. Those that the neighbour sent back or did not open are taken back.
  @Query(
      """
      update cases.hand_over
      set state = case
            when state in ('NOT_OPENED', 'RETURNED') then 'TAKEN_BACK'
            else 'NO_RECEIVER'
          end,
          reason = null,
          said_by = null,
          passed_on = null,
          changed_at = :at
      where case_id = :caseId
        and state not in ('NO_RECEIVER', 'TAKEN_BACK')
      """)
  void unplay(UUID caseId, Instant at);

  /// How often its state has changed.
  @Query(
      """
      select changes
      from cases.hand_over
      where id = :id
      """)
  int changes(UUID id);

  /// Finds another receiver, or none, for what has not arrived.
  ///
  /// @param before the receiver until now
  /// @return 0 if another node was faster, or if it has arrived meanwhile
  @Query(
      """
      update cases.hand_over
      set receiver = :receiver,
          state = :state,
          changed_at = :at
      where id = :id
        and state in ('WAITING', 'REFUSED', 'NO_RECEIVER')
        and coalesce(receiver, '') = :before
      """)
  long setReceiver(
      UUID id, String before, @Nullable String receiver, HandoverState state, Instant at);

  @Query(
      """
      update cases.hand_over
      set entries = :entries
      where id = :id
      """)
  void setEntries(UUID id, int entries);

  @Query(
      """
      update cases.hand_over
      set withdrawal_told = true
      where id = :id
      """)
  void setWithdrawalTold(UUID id);

  /// Hand-overs whose case has changed since they were sent, after a given one in the order of ids.
  @Query(
      """
      select id
      from cases.hand_over
      where news
        and id > :after
      order by id
      limit :atMost
      """)
  List<UUID> withNews(UUID after, int atMost);

  /// Locks such a hand-over; empty if another node has locked it.
  @Query(
      """
      select *
      from cases.hand_over
      where id = :id
        and news
      for update skip locked
      """)
  Optional<HandoverRow> holdNews(UUID id);

  @Query(
      """
      update cases.hand_over
      set news = false
      where id = :id
      """)
  void clearNews(UUID id);

  /// Hand-overs of real cases that have not arrived and are not taken back, after a given one in
  /// the order of ids.
  @Query(
      """
      select *
      from cases.hand_over
      where state in ('WAITING', 'REFUSED', 'NO_RECEIVER')
        and id > :after
        and not exists (
          select from cases.case_file where case_file.id = case_id and exercise)
      order by id
      limit :atMost
      """)
  List<HandoverRow> undelivered(UUID after, int atMost);

  /// The days on which copies of a case left the centre, as its sender sees them. A hand-over still
  /// on its way counts too if a withdrawal does not stop it, see [HandoverState].
  @Query(
      """
      select max(coalesce(
               hand_over.passed_on,
               cast(hand_over.made_at at time zone 'Asia/Taipei' as date))) as passed_on,
             case_file.exported_on
      from cases.case_file
      left join cases.hand_over on hand_over.case_id = case_file.id
        and (hand_over.passed_on is not null
          or hand_over.state in ('WAITING', 'REFUSED')
            and coalesce(case_file.triage_level, case_file.urgency) <> 'ROUTINE')
      where case_file.id = :caseId
      group by case_file.exported_on
      """)
  Optional<LeftDays> left(UUID caseId);
}
