-- Who works at a centre, so that a case can be given to somebody by name: the identity provider is
-- asked for nobody's list.

create table intake.colleague (
  centre text not null,
  worker text not null,
  name text not null,
  seen_on date not null,
  primary key (centre, worker)
);
comment on table intake.colleague is 'Who has read the inbox of a centre lately, to the day. A row goes 90 days after the last time, or when a supervisor says that somebody leaves.';
comment on column intake.colleague.worker is 'The identity provider''s name for the worker';
create index colleague_seen_on on intake.colleague (seen_on);

grant select, insert, update, delete on intake.colleague to shouwang_staff;

-- One colleague's open cases, in the inbox's order.
create index case_file_claimed on cases.case_file
  (centre, claimed_by, urgency_rank, surge, due_at, id)
  where claimed_by is not null and status <> 'CLOSED' and erased_on is null and merged_into is null;
