package tw.shouwang.api.cases.desk;

import io.micronaut.data.annotation.ParameterExpression;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A centre's cases as its inbox lists them. Open cases are few and are read in the list's order
/// until there are enough. Closed ones are many; [InboxQueries] decides by which of these
/// statements they are read.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface InboxRepository extends GenericRepository<DeskCase, UUID> {

  String OF_CENTRE =
      """
      from cases.case_file
      where centre = :centre
        and erased_on is null
        and merged_into is null
      """;

  String ALL_OF_CENTRE = "select * " + OF_CENTRE;

  String CLOSED = " and status = 'CLOSED' ";

  /// The conditions that open and closed cases share. Parameters that are lists are split in
  /// subqueries, so that PostgreSQL splits them once and not for each case.
  String ASKED_FOR =
      """
        and (:topics = '' or topic = any ((select string_to_array(:topics, ','))::text[])
          or other_topics && (select string_to_array(:topics, ',')))
        and (:ranks = ''
          or urgency_rank = any ((select string_to_array(:ranks, ',')::smallint[])::smallint[]))
        and starts_with(area, :area)
        and case :claim
            when 'UNCLAIMED' then claimed_by is null
            when 'CLAIMED' then claimed_by is not null
            when 'MINE' then claimed_by = :worker
            else true
            end
        and (:wantedSurge = '' or surge = (:wantedSurge = 'true'))
        and (:wantedUnread = '' or settled = (:wantedUnread = 'false'))
        and (:wantedExercise = '' or exercise = (:wantedExercise = 'true'))
      """;

  String AFTER =
      """
        and (urgency_rank, surge, settled, due_at, id)
          > (:afterRank, :afterSurge, :afterSettled, :afterDue, :afterId)
      """;

  String IN_ORDER = " order by urgency_rank, surge, settled, due_at, id ";

  String FEW =
      """
        and cases.facets(
            centre, area, topic, other_topics, claimed_by, urgency_rank, surge, settled, exercise)
          @> (string_to_array(:facets, ',') || cast(:holder as text))
        and cases.facets(
            centre, area, topic, other_topics, claimed_by, urgency_rank, surge, settled, exercise)
          && string_to_array(:oneOf, ',')
        and (:ranks = ''
          or urgency_rank = any ((select string_to_array(:ranks, ',')::smallint[])::smallint[]))
      """;

  /// The open cases after a position.
  @Query(
      ALL_OF_CENTRE
          + """
            and status <> 'CLOSED'
            and (:statuses = '' or status = any ((select string_to_array(:statuses, ','))::text[]))
            and (not :overdue or (status in ('RECEIVED', 'SEEN') and due_at < :now))
            and (not :wantsDue
              or exists (
                select
                from intake.case_clock
                where case_clock.case_id = case_file.id
                  and case_clock.runs_at is not null
                  and case_clock.due_at <= :dueEnd)
              or id in (
                select coalesce(called.merged_into, called.id)
                from intake.planned_call
                join cases.case_file as called on called.id = planned_call.case_id
                where planned_call.centre = :centre
                  and call_at < :dueEnd))
          """
          + ASKED_FOR
          + AFTER
          + IN_ORDER
          + " limit :atMost")
  @ParameterExpression(name = "centre", expression = "#{query.centre()}")
  @ParameterExpression(name = "statuses", expression = "#{query.joinedStatuses()}")
  @ParameterExpression(name = "topics", expression = "#{query.joinedTopics()}")
  @ParameterExpression(name = "ranks", expression = "#{query.ranks()}")
  @ParameterExpression(name = "area", expression = "#{query.area()}")
  @ParameterExpression(name = "claim", expression = "#{query.claimName()}")
  @ParameterExpression(name = "worker", expression = "#{query.worker()}")
  @ParameterExpression(name = "overdue", expression = "#{query.overdue()}")
  @ParameterExpression(name = "wantsDue", expression = "#{query.wantsDue()}")
  @ParameterExpression(name = "dueEnd", expression = "#{query.dueEnd()}")
  @ParameterExpression(name = "wantedSurge", expression = "#{query.wantedSurge()}")
  @ParameterExpression(name = "wantedUnread", expression = "#{query.wantedUnread()}")
  @ParameterExpression(name = "wantedExercise", expression = "#{query.wantedExercise()}")
  List<DeskCase> open(
      InboxQuery query,
      int afterRank,
      boolean afterSurge,
      boolean afterSettled,
      Instant afterDue,
      UUID afterId,
      Instant now,
      int atMost);

  /// Scans the next closed cases after a position and returns those that match, in the list's
  /// order.
  ///
  /// @param firstRank the first urgency to scan; `lastRank` is the last
  /// @param lookedAt the most cases to scan
  @Query(
      "select * from ("
          + ALL_OF_CENTRE
          + CLOSED
          + " and urgency_rank between :firstRank and :lastRank "
          + AFTER
          + IN_ORDER
          + " limit :lookedAt) as case_file where true "
          + ASKED_FOR
          + IN_ORDER
          + " limit :atMost")
  @ParameterExpression(name = "centre", expression = "#{query.centre()}")
  @ParameterExpression(name = "topics", expression = "#{query.joinedTopics()}")
  @ParameterExpression(name = "ranks", expression = "#{query.ranks()}")
  @ParameterExpression(name = "area", expression = "#{query.area()}")
  @ParameterExpression(name = "claim", expression = "#{query.claimName()}")
  @ParameterExpression(name = "worker", expression = "#{query.worker()}")
  @ParameterExpression(name = "wantedSurge", expression = "#{query.wantedSurge()}")
  @ParameterExpression(name = "wantedUnread", expression = "#{query.wantedUnread()}")
  @ParameterExpression(name = "wantedExercise", expression = "#{query.wantedExercise()}")
  List<DeskCase> closedAmongNext(
      InboxQuery query,
      int firstRank,
      int lastRank,
      int afterRank,
      boolean afterSurge,
      boolean afterSettled,
      Instant afterDue,
      UUID afterId,
      int lookedAt,
      int atMost);

  /// How many closed cases have certain facets, counted up to a number.
  ///
  /// @param facets all of these, separated by commas
  /// @param holder this one too; apart because a worker's name may hold commas
  /// @param oneOf at least one of these, separated by commas
  /// @param ranks one of these urgencies, separated by commas; empty for all
  @Query("select count(*) from (select " + OF_CENTRE + CLOSED + FEW + " limit :most) as counted")
  int countClosed(
      String centre, String facets, String holder, String oneOf, String ranks, int most);

  /// The closed cases with these facets after a position, for facets of few cases. All are found
  /// before they are sorted, because PostgreSQL would otherwise scan the whole list for the first
  /// ones.
  @Query(
      "with few as materialized (select id, urgency_rank, surge, settled, due_at "
          + OF_CENTRE
          + CLOSED
          + FEW
          + "), page as (select id from few where true "
          + AFTER
          + IN_ORDER
          + " limit :atMost) select case_file.* from page join cases.case_file using (id) "
          + IN_ORDER)
  List<DeskCase> fewClosed(
      String centre,
      String facets,
      String holder,
      String oneOf,
      String ranks,
      int afterRank,
      boolean afterSurge,
      boolean afterSettled,
      Instant afterDue,
      UUID afterId,
      int atMost);

  @Query(
      """
      select count(*) filter (where urgency_rank < 3) as total,
             count(*) filter (where urgency_rank < 3 and claimed_by is null) as unclaimed,
             count(*) filter (where urgency_rank < 3 and claimed_by = :worker) as mine,
             count(*) filter (
               where urgency_rank < 3 and status in ('RECEIVED', 'SEEN') and due_at < :now)
               as overdue,
             count(*) filter (where urgency_rank = 0) as immediate_danger,
             count(*) filter (where urgency_rank = 1) as urgent,
             count(*) filter (where urgency_rank = 2) as routine,
             count(*) filter (where urgency_rank >= 3) as unreadable,
             count(*) filter (where exercise and urgency_rank < 3) as exercises
      from cases.case_file
      where centre = :centre
        and status <> 'CLOSED'
        and erased_on is null
        and merged_into is null
      """)
  InboxCounts counts(String centre, String worker, Instant now);
}
