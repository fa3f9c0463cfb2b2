package tw.shouwang.api.intake.handover;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The exports that can be downloaded, and the clear columns of their cases.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ExportRepository extends GenericRepository<ExportRow, UUID> {

  /// The columns of a case that an export contains without opening the case.
  String CLEAR_PART =
      """
      select case_file.id,
             case_file.form,
             case_file.topic,
             array_to_string(case_file.other_topics, ',') as other_topics,
             array_to_string(case_file.indicators, ',') as indicators,
             case_file.child_involved,
             case_file.urgency,
             case_file.area,
             case_file.sender_group,
             case_file.centre,
             case_file.status,
             case_file.triage_level,
             case_file.triage_category,
             case_file.route,
             case_file.outcome,
             array_to_string(case_file.referred_resources, ',') as referred_resources,
             case_file.received_at,
             cast(case_file.received_at at time zone 'Asia/Taipei' as date) as received_on,
             step.seen_on,
             step.triaged_on,
             step.referred_on,
             step.transferred_on,
             step.closed_on,
             case_file.neighbour,
             case_file.merged_into,
             case_file.claimed_name,
             cast(case_file.due_at at time zone 'Asia/Taipei' as date) as due_on,
             case_file.withdrawn_on,
             case_file.exercise
      from cases.case_file
      left join lateral (
        select min(day) filter (where kind = 'SEEN') as seen_on,
               min(day) filter (where kind = 'TRIAGED') as triaged_on,
               min(day) filter (where kind = 'REFERRED') as referred_on,
               max(day) filter (where kind = 'TRANSFERRED') as transferred_on,
               max(day) filter (where kind = 'CLOSED') as closed_on
        from (
          select kind,
                 cast(happened_at at time zone 'Asia/Taipei' as date) as day
          from cases.timeline_event
          where case_id = case_file.id
        ) as dated
      ) as step on true
      """;

  ExportRow save(ExportRow row);

  Optional<ExportRow> findById(UUID id);

  @Query(
      """
      delete from intake.export
      where expires_at < :before
      """)
  long removeExpired(Instant before);

  @Query(
      CLEAR_PART
          + """
          where case_file.centre = :centre
            and case_file.id = :id
            and case_file.erased_on is null
          """)
  Optional<ExportedCase> one(String centre, UUID id);

  /// Remembers that the words have left by an export, for what an erasure says.
  @Query(
      """
      update cases.case_file
      set exported_on = :day
      where id = :caseId
      """)
  void setExported(UUID caseId, LocalDate day);

  /// A case at whichever centre it is now.
  @Query(
      CLEAR_PART
          + """
          where case_file.id = :id
            and case_file.erased_on is null
          """)
  Optional<ExportedCase> any(UUID id);

  /// Cases of a centre after a position, in the order of arrival.
  @Query(
      CLEAR_PART
          + """
          where case_file.centre = :centre
            and (case_file.received_at, case_file.id) > (:afterTime, :afterId)
            and case_file.received_at < :until
            and case_file.erased_on is null
          order by case_file.received_at, case_file.id
          limit :atMost
          """)
  List<ExportedCase> page(
      String centre, Instant afterTime, UUID afterId, Instant until, int atMost);
}
