-- A clock of danger begins anew where a case is handed over, whatever became of the case before.

alter table intake.case_clock
  add column status_before text not null default 'RECEIVED';
comment on column intake.case_clock.status_before is 'The status of the case when the clock began to run';

-- Whom a report of immediate danger wakes. Where their devices are, only the vault knows.

create table intake.alert_device (
  worker text not null,
  name text not null,
  centre text not null,
  supervisor boolean not null,
  kept_until date not null,
  primary key (worker, name)
);
comment on table intake.alert_device is 'Devices of staff, of their own free will. No token: that is in the vault, like any other';
comment on column intake.alert_device.name is 'What the worker calls it';
create index alert_device_centre on intake.alert_device (centre);

grant select, insert, update, delete on intake.alert_device to shouwang_staff;
