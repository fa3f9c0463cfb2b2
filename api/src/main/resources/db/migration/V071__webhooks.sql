create table intake.webhook (
  id uuid primary key,
  receiver text not null,
  event text not null,
  centre text not null,
  case_id uuid,
  due_at timestamptz not null,
  leased_until timestamptz,
  tries integer not null default 0,
  given_up boolean not null default false
);
comment on table intake.webhook is 'What a neighbour system or a pager is still to be told. Deleted when it answered.';
comment on column intake.webhook.case_id is 'Only where a worker handed the case over; an alert names no case. The words are read when it is sent';
comment on column intake.webhook.due_at is 'In whole minutes at first, so that no arrival is told more exactly than its case is';
create index webhook_due_at on intake.webhook (receiver, due_at) where not given_up;

grant select, insert, update, delete on intake.webhook to shouwang_staff;
