package tw.shouwang.api.cases.desk;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tw.shouwang.api.cases.records.ContactMeans;

/// Calls to senders, tried and planned. Triggers delete what an erasure, a close or a transfer
/// ends.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CallRepository extends GenericRepository<PlannedCall, UUID> {

  @Query(
      """
      insert into intake.call_attempt
        (id, case_id, worker, worker_name, means, outcome, tried_at)
      values (:id, :caseId, :worker, :name, :means, :outcome, :at)
      """)
  void addAttempt(
      UUID id,
      UUID caseId,
      String worker,
      String name,
      ContactMeans means,
      String outcome,
      Instant at);

  @Query(
      """
      insert into intake.planned_call (case_id, centre, means, call_at)
      values (:caseId, :centre, :means, :callAt)
      on conflict (case_id) do update
      set means = excluded.means,
          call_at = excluded.call_at,
          alerted = false
      """)
  void plan(UUID caseId, String centre, ContactMeans means, Instant callAt);

  @Query(
      """
      delete from intake.planned_call
      where case_id = :caseId
      """)
  void forgetPlan(UUID caseId);

  /// The planned calls of these cases.
  ///
  /// @param ids separated by commas
  @Query(
      """
      select *
      from intake.planned_call
      where case_id = any (cast(string_to_array(:ids, ',') as uuid[]))
      """)
  List<PlannedCall> planned(String ids);

  /// A centre's planned calls up to a time, the earliest first, after a position.
  ///
  /// @param worker only those of cases that this worker has claimed; empty for all
  @Query(
      """
      select planned_call.*
      from intake.planned_call
      join cases.case_file on case_file.id = planned_call.case_id
      where planned_call.centre = :centre
        and call_at < :until
        and (call_at, case_id) > (:afterCall, :afterCase)
        and (:worker = '' or claimed_by = :worker)
      order by call_at, case_id
      limit :atMost
      """)
  List<PlannedCall> due(
      String centre, String worker, Instant until, Instant afterCall, UUID afterCase, int atMost);

  @Query(
      """
      select count(*)
      from intake.planned_call
      join cases.case_file on case_file.id = planned_call.case_id
      where planned_call.centre = :centre
        and call_at < :until
        and (:worker = '' or claimed_by = :worker)
      """)
  int countDue(String centre, String worker, Instant until);

  /// Calls that are due and of which nobody was alerted.
  @Query(
      """
      select planned_call.case_id,
             planned_call.centre,
             coalesce(case_file.claimed_by, '') as worker,
             case_file.exercise
      from intake.planned_call
      join cases.case_file on case_file.id = planned_call.case_id
      where not alerted
        and call_at <= :now
      order by call_at
      limit :atMost
      """)
  List<DueCall> toAlert(Instant now, int atMost);

  /// @return 0 if another node was faster, or the call was made or moved
  @Query(
      """
      update intake.planned_call
      set alerted = true
      where case_id = :caseId
        and not alerted
        and call_at <= :now
      """)
  long markAlerted(UUID caseId, Instant now);
}
