-- What workers do with a case: who has taken it, how it was graded, where it went.

alter table cases.case_file
  add column claimed_name text,
  add column opened_on date,
  add column repeat_tag integer,
  add column neighbour text,
  add column transfer_reason text,
  add column urgency_rank smallint not null generated always as (
    case coalesce(triage_level, urgency)
      when 'IMMEDIATE_DANGER' then 0
      when 'URGENT' then 1
      else 2
    end
  ) stored;

comment on column cases.case_file.claimed_by is 'The identity provider''s name for the worker who has taken it; kept with the tombstone';
comment on column cases.case_file.opened_on is 'The day a worker first read the words; from then on a withdrawal lets staff see them to the end';
comment on column cases.case_file.duplicate_tag is '20 bits of an HMAC over place and topic, masked by the day, under a key of the staff role; erased with the words';
comment on column cases.case_file.repeat_tag is 'The same without the day, for repeats; deleted after 6 months';
comment on column cases.case_file.urgency_rank is 'What the inbox is ordered by: as graded, before that as the sender said';

create index case_file_inbox on cases.case_file (centre, urgency_rank, due_at, id)
  where status <> 'CLOSED' and erased_on is null and merged_into is null;
create index case_file_closed on cases.case_file (centre, urgency_rank, due_at, id)
  where status = 'CLOSED' and erased_on is null and merged_into is null;
create index case_file_received_at on cases.case_file (centre, received_at);
create index case_file_merged_into on cases.case_file (merged_into) where merged_into is not null;
create index case_file_repeat_tag on cases.case_file (repeat_tag) where repeat_tag is not null;

grant update (unread) on cases.entry to shouwang_staff;
