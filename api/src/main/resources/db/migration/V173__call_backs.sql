-- Calls to senders: what came of them, and when the next one is planned. Whether a time is safe is
-- sealed; of it nothing leaves the staff role but the time of the next call.

create table intake.call_attempt (
  id uuid primary key,
  case_id uuid not null references cases.case_file on delete cascade,
  worker text not null,
  worker_name text not null,
  means text not null check (means in ('PHONE', 'MESSAGE')),
  outcome text not null,
  tried_at timestamptz not null
);
comment on table intake.call_attempt is 'One attempt to reach a sender, without content. Deleted when the words of the case are.';
comment on column intake.call_attempt.tried_at is 'A step of staff, so exact';
create index call_attempt_case_id on intake.call_attempt (case_id, tried_at);

create table intake.planned_call (
  case_id uuid primary key references cases.case_file on delete cascade,
  centre text not null,
  means text not null check (means in ('PHONE', 'MESSAGE')),
  call_at timestamptz not null,
  alerted boolean not null default false
);
comment on table intake.planned_call is 'The next call to a sender. Deleted when it is made or given up, when the case is closed or goes to another centre, and when its words are deleted.';
comment on column intake.planned_call.alerted is 'Whether staff were alerted that it is due';
create index planned_call_due on intake.planned_call (call_at) where not alerted;
create index planned_call_of_centre on intake.planned_call (centre, call_at, case_id);

grant select, insert on intake.call_attempt to shouwang_staff;
grant select, insert, update, delete on intake.planned_call to shouwang_staff;

create function intake.forget_calls() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from intake.planned_call where case_id = new.id;
  if new.erased_on is not null then
    delete from intake.call_attempt where case_id = new.id;
  end if;
  return null;
end
$$;

create trigger forget_calls
  after update on cases.case_file
  for each row when (
    new.erased_on is not null and old.erased_on is null
    or new.status = 'CLOSED' and old.status <> 'CLOSED'
    or new.centre <> old.centre)
  execute function intake.forget_calls();

create trigger refuse_after_erasure
  after insert on intake.call_attempt
  for each row execute function cases.refuse_after_erasure();
create trigger refuse_after_erasure
  after insert on intake.planned_call
  for each row execute function cases.refuse_after_erasure();
