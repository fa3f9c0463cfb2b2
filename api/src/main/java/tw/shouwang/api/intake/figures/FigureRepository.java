package tw.shouwang.api.intake.figures;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Counts cases, and stores the published figures.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface FigureRepository extends GenericRepository<PublishedRow, String> {

  /// Counts the cases of a centre in a period of at most a month.
  @Query(
      """
      select area,
             topic,
             same_day,
             within_day,
             due,
             filtered,
             repeated,
             acknowledged_after,
             count(*) as cases
      from (
        select case_file.area,
               case_file.topic,
               coalesce(
                 step.graded_at < (date_trunc('day', case_file.received_at at time zone 'Asia/Taipei')
                   + interval '1 day') at time zone 'Asia/Taipei',
                 false) as same_day,
               coalesce(
                 step.graded_at <= case_file.received_at + interval '24 hours', false) as within_day,
               step.graded_at is not null or case_file.received_at < :aDayAgo as due,
               case_file.merged_into is not null
                 or coalesce(case_file.outcome in ('DUPLICATE', 'MISTAKEN'), false)
                 as filtered,
               exists (
                 select from intake.repeat_case where repeat_case.case_id = case_file.id
               ) as repeated,
               case
                 when step.seen_at is null then -1
                 else cast(least(
                   floor(extract(epoch from step.seen_at - case_file.received_at) / 600), 8639)
                   as integer)
               end as acknowledged_after
        from cases.case_file
        left join lateral (
          select min(happened_at) filter (where kind = 'SEEN') as seen_at,
                 min(happened_at) filter (where kind in ('TRIAGED', 'REFERRED')) as graded_at
          from cases.timeline_event
          where case_id = case_file.id
        ) as step on true
        where case_file.centre = :centre
          and case_file.sealed_state <> 'WRAP_UNREADABLE'
          and not case_file.exercise
          and case_file.received_at >= :since
          and case_file.received_at < :until
      ) as looked_at
      group by area, topic, same_day, within_day, due, filtered, repeated, acknowledged_after
      """)
  List<CountedCases> count(String centre, Instant since, Instant until, Instant aDayAgo);

  /// Counts the cases of a centre in a period of at most a month by one dimension.
  ///
  /// @param dimension the name of a [FigureDimension]
  @Query(
      """
      select value,
             count(distinct id) as cases
      from (
        select case_file.id,
               case :dimension
                 when 'CATEGORY' then coalesce(case_file.triage_category, 'NONE')
                 when 'OUTCOME' then coalesce(case_file.outcome, 'NONE')
                 when 'SENDER_GROUP' then case_file.sender_group
                 when 'WEEK' then to_char(
                   date_trunc('week', case_file.received_at at time zone 'Asia/Taipei'),
                   'YYYY-MM-DD')
                 when 'NEIGHBOUR' then hand_over.neighbour
                 when 'INDICATOR' then indicator
               end as value
        from cases.case_file
        left join cases.hand_over on :dimension = 'NEIGHBOUR'
          and hand_over.case_id = case_file.id
          and hand_over.state <> 'TAKEN_BACK'
        left join unnest(case_file.indicators) as indicator on :dimension = 'INDICATOR'
        where case_file.centre = :centre
          and case_file.sealed_state <> 'WRAP_UNREADABLE'
          and not case_file.exercise
          and case_file.received_at >= :since
          and case_file.received_at < :until
      ) as looked_at
      where value is not null
      group by value
      """)
  List<CountedValue> countBy(String dimension, String centre, Instant since, Instant until);

  /// Counts what became of the cases of a period that have reached a neighbour.
  @Query(
      """
      select hand_over.neighbour,
             case_file.topic,
             count(*) as arrived,
             count(*) filter (where hand_over.state = 'OPENED') as opened,
             count(*) filter (where hand_over.state = 'NOT_OPENED') as not_opened,
             count(*) filter (where hand_over.state = 'RETURNED') as returned
      from cases.case_file
      join cases.hand_over on hand_over.case_id = case_file.id
      where case_file.centre = :centre
        and not case_file.exercise
        and case_file.received_at >= :since
        and case_file.received_at < :until
        and hand_over.passed_on is not null
      group by hand_over.neighbour, case_file.topic
      """)
  List<CountedHandovers> countHandovers(String centre, Instant since, Instant until);

  @Query(
      """
      select coalesce(cast(sum(searches) as bigint), 0) as searches,
             coalesce(cast(sum(without_result) as bigint), 0) as without_result
      from directory.search_count
      where month >= :since
        and month <= :until
      """)
  SearchCount searches(LocalDate since, LocalDate until);

  @Query(
      """
      select coalesce(cast(sum(views) filter (where view = 'GUIDE') as bigint), 0) as guide,
             coalesce(cast(sum(views) filter (where view = 'HELPING_STEPS') as bigint), 0)
               as helping_steps,
             coalesce(cast(sum(views) filter (where view = 'SUICIDE_PREVENTION') as bigint), 0)
               as suicide_prevention
      from directory.view_count
      where month >= :since
        and month <= :until
      """)
  ViewCount views(LocalDate since, LocalDate until);

  @Query(
      """
      insert into directory.published_figures (centre, month, figures)
      values (:centre, :month, :figures)
      on conflict do nothing
      """)
  long publish(String centre, LocalDate month, String figures);

  @Query(
      """
      select count(*)
      from directory.published_figures
      where centre = :centre
        and month = :month
      """)
  long countPublished(String centre, LocalDate month);

  /// The id that ends the next batch of cases with a tag; empty after the last one.
  @Query(
      """
      select id
      from (
        select id
        from cases.case_file
        where repeat_tag is not null
          and id > :after
        order by id
        limit :atMost
      ) as next
      order by id desc
      limit 1
      """)
  Optional<UUID> endOfTagged(UUID after, int atMost);

  /// Marks cases as repeats while their tags exist: the same centre, place and topic within the six
  /// months before. Covers the cases after one id and up to another.
  @Query(
      """
      insert into intake.repeat_case (case_id)
      select later.id
      from cases.case_file as later
      where later.repeat_tag is not null
        and later.merged_into is null
        and not later.exercise
        and later.id > :after
        and later.id <= :last
        and exists (
          select
          from cases.case_file as earlier
          where earlier.repeat_tag = later.repeat_tag
            and earlier.centre = later.centre
            and earlier.id <> later.id
            and not earlier.exercise
            and earlier.received_at <= later.received_at
            and earlier.received_at > later.received_at - interval '6 months'
        )
      on conflict do nothing
      """)
  long markRepeats(UUID after, UUID last);

  /// Skips cases that somebody has locked: waiting for all of them could exceed the statement's
  /// timeout.
  ///
  /// @return how many tags were deleted; 0 if there are no more, or only tags of locked cases
  @Query(
      value =
          """
          update cases.case_file
          set repeat_tag = null
          where id in (
            select id
            from cases.case_file
            where repeat_tag is not null
              and received_at < :before
            limit :atMost
            for update skip locked
          )
          """,
      readOnly = false)
  long forgetRepeatTags(Instant before, int atMost);
}
