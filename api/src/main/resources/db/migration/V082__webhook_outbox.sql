-- Webhooks in the shape of every outbox. What waits is taken over.

alter table intake.webhook rename column due_at to due;

alter table intake.webhook
  add column position integer not null default 0,
  add column urgent boolean not null default false,
  add column first_due timestamptz,
  add column lease uuid,
  add column taken_back boolean not null default false;

-- What a node was at work on is tried again.
update intake.webhook
set first_due = date_trunc('minute', due),
    leased_until = null;

alter table intake.webhook
  alter column first_due set not null,
  add check ((lease is null) = (leased_until is null));

comment on column intake.webhook.position is 'Always 0: webhooks have no order';
comment on column intake.webhook.first_due is 'Whole minutes; how long it is tried is counted from here';
comment on column intake.webhook.leased_until is 'When another node takes the row because this one died';
comment on column intake.webhook.given_up is 'Tried for a day; kept and shown until an operator takes it back';

drop index intake.webhook_due_at;
create index webhook_due on intake.webhook (receiver, urgent desc, due) where not given_up;
