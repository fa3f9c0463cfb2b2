package tw.shouwang.api.intake.conferences;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Conferences about cases. A conference belongs to the centre that has its case.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ConferenceRepository extends GenericRepository<ConferenceRow, UUID> {

  /// Plans a conference, or sets its outcome. Planning it again does not delete a known outcome.
  /// The case is locked, so that it stays with the centre until the transaction ends.
  ///
  /// @return 0 if the case is not the centre's
  @Query(
      """
      insert into intake.case_conference (case_id, held_on, level, outcome, worker_name)
      select id,
             cast(:heldOn as date),
             cast(:level as text),
             cast(:outcome as text),
             :workerName
      from cases.case_file
      where id = :caseId
        and centre = :centre
        and erased_on is null
      for no key update
      on conflict (case_id, held_on, level) do update
      set outcome = coalesce(excluded.outcome, case_conference.outcome),
          worker_name = excluded.worker_name
      """)
  long put(
      UUID caseId,
      String centre,
      LocalDate heldOn,
      ConferenceLevel level,
      @Nullable String outcome,
      String workerName);

  @Query(
      """
      select case_conference.*, case_file.exercise
      from intake.case_conference
      join cases.case_file on case_file.id = case_conference.case_id
      where case_id = :caseId
        and held_on = :heldOn
        and level = :level
      """)
  ConferenceRow find(UUID caseId, LocalDate heldOn, ConferenceLevel level);

  /// @param onlyCase of one case; empty for all
  /// @param onlyLevel of one level; empty for all
  @Query(
      """
      select case_conference.*, case_file.exercise
      from intake.case_conference
      join cases.case_file on case_file.id = case_conference.case_id
      where case_file.centre = :centre
        and case_file.erased_on is null
        and held_on between :from and :to
        and (:onlyCase = '' or cast(case_id as text) = :onlyCase)
        and (:onlyLevel = '' or level = :onlyLevel)
        and (held_on, case_id, level) > (:afterOn, :afterCase, :afterLevel)
      order by held_on, case_id, level
      limit :atMost
      """)
  List<ConferenceRow> page(
      String centre,
      LocalDate from,
      LocalDate to,
      String onlyCase,
      String onlyLevel,
      LocalDate afterOn,
      UUID afterCase,
      String afterLevel,
      int atMost);
}
