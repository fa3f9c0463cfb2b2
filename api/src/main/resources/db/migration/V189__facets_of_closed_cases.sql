-- What closed cases are looked for by, so that a question that few of them answer is not put to each
-- of them. Open cases are few, and a new one is in no index of this migration.

create function cases.facets(
  centre text,
  area text,
  topic text,
  other_topics text[],
  claimed_by text,
  urgency_rank smallint,
  surge boolean,
  settled boolean,
  exercise boolean)
  returns text[] language sql immutable cost 1000 as $$
  select array[
      centre,
      centre || ' area ' || area,
      centre || ' area ' || left(area, 5),
      centre || ' topic ' || topic,
      centre || case when claimed_by is null then ' unclaimed' else ' claimed' end,
      centre || ' rank ' || cast(urgency_rank as text),
      centre || case when surge then ' surge' else ' no surge' end,
      centre || case when settled then ' read' else ' unread' end,
      centre || case when exercise then ' exercise' else ' real' end]
    || case when claimed_by is null then '{}' else array[centre || ' of ' || claimed_by] end
    || array(select centre || ' topic ' || other from unnest(other_topics) as other)
$$;
comment on function cases.facets is 'As InboxQuery.facets. Its cost keeps PostgreSQL from asking it of each case instead of using its index';

create index case_file_closed_facets on cases.case_file using gin (
    cases.facets(
      centre, area, topic, other_topics, claimed_by, urgency_rank, surge, settled, exercise))
  with (fastupdate = off)
  where status = 'CLOSED' and erased_on is null and merged_into is null;
