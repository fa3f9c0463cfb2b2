-- Reminders of deadlines are gathered: one message a quarter hour, with counts by kind.

create table intake.gathered_reminder (
  centre text not null,
  gathered_in timestamptz not null,
  event text not null,
  clock_kind text not null,
  reminders integer not null,
  primary key (centre, gathered_in, event, clock_kind)
);
comment on table intake.gathered_reminder is 'How many deadlines of a kind are near or were missed in a quarter hour; names no case. Deleted when the quarter hour is over and receivers are told.';
grant select, insert, update, delete on intake.gathered_reminder to shouwang_staff;

alter table intake.webhook add column reminders text;
comment on column intake.webhook.reminders is 'The counts of gathered reminders, for that message alone';
