-- What becomes of a case after its form: what its sender says later, who has to hear of it, and
-- which place it has in the inbox by that.

alter table cases.entry add column urgency text;
alter table cases.entry
  add constraint entry_urgency check (urgency in ('IMMEDIATE_DANGER', 'URGENT', 'ROUTINE'));
comment on column cases.entry.urgency is 'What the sender said of a message, if anything; a copy is sealed with it';

alter table cases.case_file
  add column unread_messages integer not null default 0,
  add column said_since text,
  add column merged_at timestamptz,
  add column graded_at timestamptz,
  add constraint case_file_said_since check (said_since in ('IMMEDIATE_DANGER', 'URGENT'));
comment on column cases.case_file.unread_messages is 'The sender''s messages after the form that nobody has read, with those of the cases merged into it';
comment on column cases.case_file.said_since is 'The gravest urgency that its sender, or one merged into it, has said since a worker graded it';
comment on column cases.case_file.merged_at is 'When a worker merged it into another; a merge can be undone for a day';
comment on column cases.case_file.graded_at is 'When a worker last graded it, so that a list can say that its order has changed';

update cases.case_file set merged_at = now() where merged_into is not null;

-- A message lifts a case within the inbox: by what the sender said, and before what is settled.
alter table cases.case_file drop column urgency_rank;
alter table cases.case_file
  add column urgency_rank smallint not null generated always as (
    case when sealed_state = 'WRAP_UNREADABLE' then 3 else 0 end
      + case
          when danger_heard or said_since = 'IMMEDIATE_DANGER' then 0
          when coalesce(triage_level, urgency) = 'IMMEDIATE_DANGER' then 0
          when said_since = 'URGENT' or coalesce(triage_level, urgency) = 'URGENT' then 1
          else 2
        end
  ) stored,
  add column settled boolean not null generated always as (unread_messages = 0) stored;
comment on column cases.case_file.urgency_rank is 'What the inbox is ordered by: as graded, before that as the sender said; what was said or heard since lifts it; three more where the key does not open';
comment on column cases.case_file.settled is 'Whether no message waits; those that wait come first within their urgency';
create index case_file_inbox on cases.case_file (centre, urgency_rank, surge, settled, due_at, id)
  where status <> 'CLOSED' and erased_on is null and merged_into is null;
create index case_file_closed on cases.case_file (centre, urgency_rank, surge, settled, due_at, id)
  where status = 'CLOSED' and erased_on is null and merged_into is null;
create index case_file_waiting on cases.case_file (centre, id)
  where not settled and erased_on is null;
create index case_file_graded_at on cases.case_file (centre, graded_at)
  where graded_at is not null and status <> 'CLOSED' and erased_on is null and merged_into is null;

-- Counts a case's unread messages, or those of the case into which it is merged.
create function cases.count_unread(known uuid) returns void language plpgsql as $$
declare
  main uuid;
  waiting integer;
begin
  select coalesce(merged_into, id) into main from cases.case_file where id = known;
  select count(*)
  into waiting
  from cases.case_file
  join cases.entry on entry.case_id = case_file.id
  where (case_file.id = main or case_file.merged_into = main)
    and entry.direction = 'FROM_SENDER'
    and entry.position > 0
    and entry.unread;
  update cases.case_file
  set unread_messages = waiting
  where id = main
    and unread_messages <> waiting;
end
$$;

create function cases.entry_read() returns trigger language plpgsql as $$
begin
  perform cases.count_unread(coalesce(new.case_id, old.case_id));
  return null;
end
$$;
create trigger count_unread
  after insert on cases.entry
  for each row when (new.direction = 'FROM_SENDER' and new.position > 0 and new.unread)
  execute function cases.entry_read();
create trigger count_read
  after update of unread on cases.entry
  for each row when (new.direction = 'FROM_SENDER' and old.unread is distinct from new.unread)
  execute function cases.entry_read();
create trigger count_erased
  after delete on cases.entry
  for each row when (old.direction = 'FROM_SENDER' and old.position > 0 and old.unread)
  execute function cases.entry_read();

create function cases.entry_merged() returns trigger language plpgsql as $$
begin
  if old.merged_into is not null then
    perform cases.count_unread(old.merged_into);
  end if;
  if new.merged_into is not null then
    update cases.case_file set unread_messages = 0 where id = new.id and unread_messages <> 0;
  end if;
  perform cases.count_unread(new.id);
  return null;
end
$$;
create trigger count_merged
  after update of merged_into on cases.case_file
  for each row when (old.merged_into is distinct from new.merged_into)
  execute function cases.entry_merged();

update cases.case_file
set unread_messages = waiting.messages
from (
  select coalesce(case_file.merged_into, case_file.id) as main, count(*) as messages
  from cases.case_file
  join cases.entry on entry.case_id = case_file.id
  where entry.direction = 'FROM_SENDER'
    and entry.position > 0
    and entry.unread
  group by 1
) as waiting
where waiting.main = case_file.id;

-- What happened to a case outside of the staff role, until that role has told who must hear of it.
create table cases.happening (
  id uuid primary key,
  case_id uuid not null references cases.case_file on delete cascade,
  kind text not null
);
comment on table cases.happening is 'What senders and night jobs did to a case; read and deleted by the staff role within seconds. No time, no words';
create index happening_case_id on cases.happening (case_id);
grant insert on cases.happening to shouwang_public;
grant select, insert, delete on cases.happening to shouwang_staff;

-- The order of a timeline. Times alone cannot give it, because a sender's are rounded down.
alter table cases.timeline_event add column place integer;
comment on column cases.timeline_event.place is 'Place in the timeline, from 0, set while the case is locked';
update cases.timeline_event
set place = ordered.place
from (
  select id,
         row_number() over (
           partition by case_id
           order by happened_at,
             array_position(
               array['RECEIVED', 'SEEN', 'TRIAGED', 'REFERRED', 'ANSWERED', 'MESSAGE_ADDED',
                 'TRANSFERRED', 'OVERDUE', 'CLOSED', 'REOPENED', 'WITHDRAWN', 'UNREADABLE'],
               kind),
             id) - 1 as place
  from cases.timeline_event
) as ordered
where ordered.id = timeline_event.id;
alter table cases.timeline_event alter place set not null;

create function cases.next_place() returns trigger language plpgsql as $$
begin
  if new.place is null then
    select coalesce(max(place) + 1, 0)
    into new.place
    from cases.timeline_event
    where case_id = new.case_id;
  end if;
  return new;
end
$$;
create trigger next_place
  before insert on cases.timeline_event
  for each row execute function cases.next_place();
