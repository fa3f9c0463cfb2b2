-- Every outbox has one shape (tw.shouwang.notifications.outbox.Outbox). Pushes that wait are taken over.

create temporary table push_before on commit drop as
select
  task_instance::uuid as id,
  substring(task_data from 1 for 32) as address,
  priority > 0 as urgent,
  execution_time as due,
  timestamptz 'epoch' + interval '1 minute' * (
    get_byte(task_data, 34) * 16777216::bigint
    + get_byte(task_data, 35) * 65536
    + get_byte(task_data, 36) * 256
    + get_byte(task_data, 37)
  ) as first_due,
  get_byte(task_data, 32) as tries,
  task_name = 'push-given-up' as given_up,
  get_byte(task_data, 33) = 1 as taken_back
from outbox.push;

drop table outbox.push;

create table outbox.push (
  id uuid primary key,
  address bytea not null,
  position integer not null default 0,
  urgent boolean not null,
  due timestamptz not null,
  first_due timestamptz not null,
  tries integer not null default 0,
  lease uuid,
  leased_until timestamptz,
  given_up boolean not null default false,
  taken_back boolean not null default false,
  check ((lease is null) = (leased_until is null))
);

comment on table outbox.push is 'Pushes that wait, one row each; kept until sent, at most 24 hours after they were due';
comment on column outbox.push.id is 'A random UUIDv4; says nothing';
comment on column outbox.push.address is 'The vault key; gone with the row';
comment on column outbox.push.position is 'Always 0: pushes have no order';
comment on column outbox.push.due is 'Whole minutes; later tries to the second; of what was given up, when it ends';
comment on column outbox.push.first_due is 'Whole minutes; how long it is tried is counted from here';
comment on column outbox.push.lease is 'Random, of the node that is at work on the row; gone with the work';
comment on column outbox.push.leased_until is 'When another node takes the row because this one died; gone with the work';
comment on column outbox.push.given_up is 'Nobody took it for an hour; it may be caught up until its day is over';
comment on column outbox.push.taken_back is 'It was given up once, and is tried for one more hour';

create index push_due on outbox.push (urgent desc, due) where not given_up;
create index push_given_up on outbox.push (due) where given_up;
create index push_address on outbox.push (address);

insert into outbox.push (id, address, urgent, due, first_due, tries, given_up, taken_back)
select id, address, urgent, due, first_due, tries, given_up, taken_back
from push_before;

-- The public role runs the worker; staff only queue.
grant select, insert, update, delete on outbox.push to shouwang_public;
grant select, insert on outbox.push to shouwang_staff;
