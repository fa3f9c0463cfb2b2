package tw.shouwang.api.cases.desk;

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
import tw.shouwang.api.cases.handovers.HandoverRow;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.EventRow;

/// What staff write to a case, and how they find cases. Invariant: every query names the worker's
/// centre, so another centre's case counts as unknown.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DeskRepository extends GenericRepository<DeskCase, UUID> {

  /// How many of something each of these cases has, with those merged into it.
  String OF_EACH_FAMILY =
      """
      select asked.id as case_id,
             cast(count(*) as integer) as entries
      from unnest(cast(string_to_array(:ids, ',') as uuid[])) as asked (id)
      join lateral (
        select asked.id
        union all
        select id
        from cases.case_file
        where merged_into = asked.id) as family on true
      """;

  @Query(
      """
      select *
      from cases.case_file
      where id = :id
        and centre = :centre
        and erased_on is null
      """)
  Optional<DeskCase> find(UUID id, String centre);

  @Query(
      """
      select *
      from cases.case_file
      where id = :id
        and erased_on is null
      """)
  Optional<DeskCase> findAny(UUID id);

  /// @param ids separated by commas
  @Query(
      """
      select *
      from cases.case_file
      where id = any (cast(string_to_array(:ids, ',') as uuid[]))
        and centre = :centre
        and erased_on is null
      """)
  List<DeskCase> findAll(String ids, String centre);

  /// Locks the case until the transaction ends, so that the steps of two workers follow one
  /// another.
  @Query(
      """
      select *
      from cases.case_file
      where id = :id
        and centre = :centre
        and erased_on is null
      for update
      """)
  Optional<DeskCase> hold(UUID id, String centre);

  /// Locks the cases that are merged into this one.
  @Query(
      """
      select *
      from cases.case_file
      where merged_into = :id
        and erased_on is null
      order by id
      for update
      """)
  List<DeskCase> holdMerged(UUID id);

  /// The cases that are merged into one of these.
  ///
  /// @param ids separated by commas
  @Query(
      """
      select *
      from cases.case_file
      where merged_into = any (cast(string_to_array(:ids, ',') as uuid[]))
        and centre = :centre
        and erased_on is null
      order by id
      """)
  List<DeskCase> mergedInto(String ids, String centre);

  @Query(
      """
      update cases.case_file
      set status = :status
      where id = :id
      """)
  void setStatus(UUID id, CaseStatus status);

  @Query(
      """
      update cases.case_file
      set due_at = :at
      where id = :id
      """)
  void setDue(UUID id, Instant at);

  @Query(
      """
      update cases.case_file
      set claimed_by = :worker,
          claimed_name = :name,
          claimed_at = :at
      where id = :id
      """)
  void setClaim(UUID id, @Nullable String worker, @Nullable String name, @Nullable Instant at);

  @Query(
      """
      update cases.case_file
      set triage_level = :level,
          triage_category = :category,
          danger_heard = false,
          said_since = null,
          graded_at = :at,
          route = :route
      where id = :id
      """)
  void setTriage(UUID id, String level, String category, @Nullable String route, Instant at);

  /// Makes an exercise a real case.
  @Query(
      """
      update cases.case_file
      set exercise = false
      where id = :id
      """)
  void setReal(UUID id);

  @Query(
      """
      update cases.case_file
      set route = :route
      where id = :id
      """)
  void setRoute(UUID id, @Nullable String route);

  @Query(
      """
      update cases.case_file
      set referred_resources = string_to_array(:keys, ','),
          neighbour = coalesce(:neighbour, neighbour)
      where id = :id
      """)
  void setReferral(UUID id, String keys, @Nullable String neighbour);

  @Query(
      """
      update cases.case_file
      set merged_into = :into,
          merged_at = :at,
          version = version + 1
      where id = :id
      """)
  void setMergedInto(UUID id, UUID into, Instant at);

  @Query(
      """
      update cases.case_file
      set centre = :centre,
          transfer_reason = :reason,
          transferred_at = :at,
          route = null,
          claimed_by = null,
          claimed_name = null,
          claimed_at = null
      where id = :id
      """)
  void setCentre(UUID id, String centre, String reason, Instant at);

  @Query(
      """
      update cases.case_file
      set opened_on = :day,
          duplicate_tag = :duplicateTag,
          repeat_tag = :repeatTag,
          building_tag = :buildingTag,
          street_tag = :streetTag
      where id = :id
        and opened_on is null
        and erased_on is null
      """)
  void setOpened(
      UUID id,
      LocalDate day,
      @Nullable Integer duplicateTag,
      @Nullable Integer repeatTag,
      @Nullable Integer buildingTag,
      @Nullable Integer streetTag);

  /// Marks as read the sender's entries among the first ones of the conversation, so that later
  /// entries stay unread.
  @Query(
      """
      update cases.entry
      set unread = false
      where id in (
          select id
          from cases.entry
          where case_id = :id
          order by position
          limit :shown)
        and direction = 'FROM_SENDER'
        and unread
      """)
  void markRead(UUID id, int shown);

  /// The number of unread entries of the senders, by case and with those merged into it, for those
  /// of these cases that have any.
  ///
  /// @param ids separated by commas
  @Query(
      OF_EACH_FAMILY
          + """
          join cases.entry on entry.case_id = family.id
          where entry.direction = 'FROM_SENDER'
            and entry.unread
          group by asked.id
          """)
  List<UnreadEntries> unread(String ids);

  /// The number of notes about each of these cases, and about those merged into it, for those that
  /// have any.
  ///
  /// @param ids separated by commas
  @Query(
      OF_EACH_FAMILY
          + """
          join intake.note on note.case_id = family.id
          group by asked.id
          """)
  List<UnreadEntries> notes(String ids);

  /// A centre's cases with this reference; nearly always one at most.
  @Query(
      """
      select *
      from cases.case_file
      where reference = :reference
        and centre = :centre
        and erased_on is null
      order by received_at desc, id
      limit :atMost
      """)
  List<DeskCase> byReference(String reference, String centre, int atMost);

  /// The open cases that a worker has claimed, the most urgent first.
  @Query(
      """
      select *
      from cases.case_file
      where centre = :centre
        and claimed_by = :worker
        and status <> 'CLOSED'
        and erased_on is null
        and merged_into is null
      order by urgency_rank, surge, due_at, id
      limit :atMost
      """)
  List<DeskCase> claimedBy(String centre, String worker, int atMost);

  /// How many open cases each worker of a centre has claimed.
  @Query(
      """
      select claimed_by as worker,
             cast(count(*) as integer) as cases
      from cases.case_file
      where centre = :centre
        and claimed_by is not null
        and status <> 'CLOSED'
        and erased_on is null
        and merged_into is null
      group by claimed_by
      """)
  List<ClaimedCases> claims(String centre);

  /// The hand-overs of these cases, the oldest first.
  ///
  /// @param ids separated by commas
  @Query(
      """
      select *
      from cases.hand_over
      where case_id = any (cast(string_to_array(:ids, ',') as uuid[]))
      order by made_at, id
      """)
  List<HandoverRow> handovers(String ids);

  /// The events of these cases.
  ///
  /// @param ids separated by commas
  @Query(
      """
      select *
      from cases.timeline_event
      where case_id = any (cast(string_to_array(:ids, ',') as uuid[]))
      """)
  List<EventRow> events(String ids);

  /// Open cases of the same topic and area from about the same time, exercises among themselves.
  @Query(
      """
      select *
      from cases.case_file
      where centre = :centre
        and received_at between :from and :until
        and topic = :topic
        and area = :area
        and exercise = :exercise
        and status <> 'CLOSED'
        and erased_on is null
        and merged_into is null
        and id <> :id
      order by received_at, id
      limit :atMost
      """)
  List<DeskCase> near(
      UUID id,
      String centre,
      String topic,
      String area,
      boolean exercise,
      Instant from,
      Instant until,
      int atMost);

  /// Open cases with one of these tags of a building or a street; the caller compares their days.
  ///
  /// @param buildings separated by commas
  /// @param streets separated by commas
  @Query(
      """
      select *
      from cases.case_file
      where centre = :centre
        and status <> 'CLOSED'
        and erased_on is null
        and id <> :id
        and exercise = :exercise
        and (building_tag = any (cast(string_to_array(:buildings, ',') as integer[]))
          or street_tag = any (cast(string_to_array(:streets, ',') as integer[])))
      order by received_at desc, id
      limit :atMost
      """)
  List<DeskCase> inPlaces(
      UUID id, String centre, boolean exercise, String buildings, String streets, int atMost);

  /// The cases of a centre in one family.
  @Query(
      """
      select *
      from cases.case_file
      where family = :family
        and centre = :centre
        and erased_on is null
      order by received_at, id
      limit :atMost
      """)
  List<DeskCase> ofFamily(UUID family, String centre, int atMost);

  /// Makes a centre's merges and changes of families run one after another. Which cases such a
  /// transaction locks is known only while it runs, so a fixed order of locks is impossible.
  @Query(
      """
      select count(*)
      from (select pg_advisory_xact_lock(hashtextextended('together ' || :centre, 0))) as locked
      """)
  long holdTogether(String centre);

  /// Locks a family; cases before those that are merged into them, as every step does.
  @Query(
      """
      select *
      from cases.case_file
      where family = :family
        and centre = :centre
        and erased_on is null
      order by merged_into is not null, id
      for update
      """)
  List<DeskCase> holdFamily(UUID family, String centre);

  @Query(
      """
      update cases.case_file
      set family = :to
      where family = :family
        and centre = :centre
      """)
  void moveFamily(UUID family, String centre, UUID to);

  @Query(
      """
      update cases.case_file
      set family = :family
      where id = :id
      """)
  void setFamily(UUID id, @Nullable UUID family);

  /// Untouched cases that came in lately, those that another centre transferred or a worker graded
  /// lately, those that were called danger or sound like it, and those whose message waits. Each
  /// kind has an index.
  @Query(
      """
      select *
      from cases.case_file
      where centre = :centre
        and (received_at >= :from and status = 'RECEIVED'
          or transferred_at >= :from
          or graded_at >= :from
          or urgency_rank = 0 and (danger_heard or said_since = 'IMMEDIATE_DANGER')
          or not settled)
        and status <> 'CLOSED'
        and erased_on is null
        and merged_into is null
      order by urgency_rank, due_at, id
      limit :atMost
      """)
  List<DeskCase> newsSince(String centre, Instant from, int atMost);
}
