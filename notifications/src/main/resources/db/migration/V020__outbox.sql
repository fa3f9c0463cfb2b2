-- Work that is promised in a caller's transaction and done after it: pushes, and other work that brings its own handler.
-- The column names are those of db-scheduler, which reads and writes both tables. A row is deleted when it is done.

create table outbox.push (
  task_name text not null,
  task_instance text not null,
  task_data bytea not null,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures integer,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint not null,
  primary key (task_name, task_instance)
);

create table outbox.task (
  like outbox.push including all
);

comment on table outbox.push is 'Pushes that wait, one row each; kept until sent, at most 24 hours after they were due';
comment on column outbox.push.task_instance is 'A random UUIDv4; says nothing';
comment on column outbox.push.task_data is 'The vault key (32 bytes), the tries so far and the minute it was first due; gone with the row';
comment on column outbox.push.execution_time is 'Due time in whole minutes; later tries to the second';
comment on column outbox.push.last_heartbeat is 'Set while a worker holds the row, gone with the row';
comment on table outbox.task is 'Other work that waits, one row each; kept until done or given up';
comment on column outbox.task.task_data is 'The vault key (32 bytes) and what the handler asked to keep, which it must have sealed; gone with the row';

create index push_due on outbox.push (priority desc, execution_time) where not picked;
create index push_picked on outbox.push (last_heartbeat) where picked;
create index push_address on outbox.push (substring(task_data from 1 for 32));

create index task_due on outbox.task (priority desc, execution_time) where not picked;
create index task_picked on outbox.task (last_heartbeat) where picked;
create index task_address on outbox.task (substring(task_data from 1 for 32));

-- db-scheduler notes when a row was last tried. Nobody needs it, and it would be the exact time of what happened to a case.
create function outbox.forget_when_tried() returns trigger
language plpgsql as $$
begin
  new.last_success = null;
  new.last_failure = null;
  return new;
end
$$;

create trigger forget_when_tried before insert or update on outbox.push
for each row when (new.last_success is not null or new.last_failure is not null)
execute function outbox.forget_when_tried();

create trigger forget_when_tried before insert or update on outbox.task
for each row when (new.last_success is not null or new.last_failure is not null)
execute function outbox.forget_when_tried();

grant usage on schema outbox to shouwang_public, shouwang_staff;

-- The public role runs the workers; staff only queue.
grant select, insert, update, delete on outbox.push, outbox.task to shouwang_public;
grant select, insert on outbox.push to shouwang_staff;
grant select, insert, delete on outbox.task to shouwang_staff;
