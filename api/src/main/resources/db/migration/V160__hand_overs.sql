-- A case on its way to another authority's system, and what became of it there.

create table cases.hand_over (
  id uuid primary key,
  case_id uuid not null references cases.case_file on delete cascade,
  centre text not null,
  neighbour text not null,
  receiver text,
  state text not null,
  reason text,
  said_by text,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  passed_on date,
  entries integer not null default 0,
  withdrawal_told boolean not null default false,
  news boolean not null default false,
  constraint hand_over_state check (state in ('WAITING', 'DELIVERED', 'REFUSED', 'NO_RECEIVER',
    'TAKEN_BACK', 'ACCEPTED', 'OPENED', 'NOT_OPENED', 'RETURNED', 'DISPUTED'))
);
comment on table cases.hand_over is 'A case on its way to a neighbour system. Holds no words; kept with the tombstone for statistics and for what an erasure has to say';
comment on column cases.hand_over.receiver is 'The receiver in the settings; null while there is none';
comment on column cases.hand_over.said_by is 'Who said what became of it: a receiver''s name, a worker''s name, or (erasure)';
comment on column cases.hand_over.passed_on is 'The day it arrived at the neighbour';
comment on column cases.hand_over.entries is 'How many entries of the conversation are on their way or there';
comment on column cases.hand_over.news is 'Whether there may be something more to send; set by triggers, cleared by the staff role';
create index hand_over_case_id on cases.hand_over (case_id);
create index hand_over_made_at on cases.hand_over (made_at, id);
create index hand_over_news on cases.hand_over (id) where news;
create index hand_over_to_send on cases.hand_over (id)
  where state in ('WAITING', 'REFUSED', 'NO_RECEIVER');

grant select, insert, update on cases.hand_over to shouwang_staff;
-- What an erasure says has left.
grant select (case_id, state, made_at, passed_on) on cases.hand_over to shouwang_public;

alter table cases.case_file add column exported_on date;
comment on column cases.case_file.exported_on is 'The last day a worker fetched an export with its words';

-- What waits for a receiver gets its state. Receivers have other names now, so each is looked for
-- again.
insert into cases.hand_over (id, case_id, centre, neighbour, state, made_at, changed_at)
select webhook.id, case_file.id, webhook.centre, case_file.neighbour, 'NO_RECEIVER',
  webhook.first_due, webhook.first_due
from intake.webhook
join cases.case_file on case_file.id = webhook.case_id
where case_file.neighbour is not null
  and case_file.erased_on is null;
delete from intake.webhook where case_id is not null;

alter table intake.webhook
  add column hand_over uuid,
  add column from_entry integer not null default 0,
  add column until_entry integer not null default 0;
comment on column intake.webhook.hand_over is 'Only for what goes to a neighbour; an alert names no case';
comment on column intake.webhook.until_entry is 'Before which entry of the conversation it ends, so that each try has the same content';

-- What a sender writes later, and a withdrawal, follow what has left. The roles that write them do
-- not know hand-overs.
create function cases.follow_hand_over() returns trigger language plpgsql security definer
set search_path = cases, pg_temp as $$
begin
  update cases.hand_over
  set news = true
  where case_id = new.case_id
    and not news;
  return null;
end
$$;
create trigger follow_hand_over
  after insert on cases.entry
  for each row when (new.direction = 'FROM_SENDER' and new.position > 0)
  execute function cases.follow_hand_over();

-- An export that waits to be fetched dies with the case.
create function cases.withdraw_hand_over() returns trigger language plpgsql security definer
set search_path = cases, pg_temp as $$
begin
  update cases.hand_over
  set news = true
  where case_id = new.id
    and not news;
  delete from intake.export
  where case_id = new.id;
  return null;
end
$$;
create trigger withdraw_hand_over
  after update on cases.case_file
  for each row
  when (old.withdrawn_on is distinct from new.withdrawn_on
    or old.erased_on is distinct from new.erased_on)
  execute function cases.withdraw_hand_over();

-- A neighbour's report counts once, on any node.
create table intake.neighbour_report (
  receiver text not null,
  number text not null,
  body_hash bytea not null,
  received_on timestamptz not null,
  primary key (receiver, number)
);
comment on table intake.neighbour_report is 'The numbers of neighbours'' reports, each used once. Deleted two days later, when their time is not accepted any more.';
grant select, insert, delete on intake.neighbour_report to shouwang_staff;
