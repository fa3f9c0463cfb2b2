-- Every clock knows at which centre it runs and for whom, so that a calendar of a centre's deadlines
-- is read from an index, without its cases.

alter table intake.case_clock
  add column runs_at text,
  add column runs_for text;
comment on column intake.case_clock.runs_at is 'The centre at which it runs, late ones among them; null once it is met or asks for nothing any more';
comment on column intake.case_clock.runs_for is 'Who has claimed the case while it runs';

-- Whether a clock still asks for something; agrees with NOT_MET of the clocks' queries.
create function intake.clock_runs(clock intake.case_clock, known cases.case_file)
  returns boolean language sql immutable as $$
  select known.erased_on is null
    and known.sealed_state <> 'WRAP_UNREADABLE'
    and known.status <> 'CLOSED'
    and known.merged_into is null
    and not clock.met
    and case clock.kind
        when 'DANGER' then known.urgency_rank = 0 and known.claimed_by is null
        when 'SAME_DAY' then known.status in ('RECEIVED', 'SEEN')
        when 'ASSIGNMENT' then known.status in ('RECEIVED', 'SEEN')
        else true
        end
$$;

create function intake.place_clock() returns trigger language plpgsql as $$
declare
  known cases.case_file;
begin
  select * into known from cases.case_file where id = new.case_id;
  new.runs_at := null;
  new.runs_for := null;
  if found and intake.clock_runs(new, known) then
    new.runs_at := known.centre;
    new.runs_for := known.claimed_by;
  end if;
  return new;
end
$$;
create trigger place_clock
  before insert or update of met, due_at on intake.case_clock
  for each row execute function intake.place_clock();

-- Senders and night jobs change cases too, in the public role, which sees no clock.
create function intake.place_clocks() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  update intake.case_clock
  set runs_at = case when intake.clock_runs(case_clock, new) then new.centre end,
      runs_for = case when intake.clock_runs(case_clock, new) then new.claimed_by end
  where case_id = new.id
    and (runs_at is distinct from
        case when intake.clock_runs(case_clock, new) then new.centre end
      or runs_for is distinct from
        case when intake.clock_runs(case_clock, new) then new.claimed_by end);
  return null;
end
$$;
create trigger place_clocks
  after update on cases.case_file
  for each row when (
    old.status is distinct from new.status
    or old.claimed_by is distinct from new.claimed_by
    or old.centre is distinct from new.centre
    or old.merged_into is distinct from new.merged_into
    or old.erased_on is distinct from new.erased_on
    or old.sealed_state is distinct from new.sealed_state
    or (old.urgency_rank = 0) is distinct from (new.urgency_rank = 0))
  execute function intake.place_clocks();

update intake.case_clock
set runs_at = case_file.centre,
    runs_for = case_file.claimed_by
from cases.case_file
where case_file.id = case_clock.case_id
  and intake.clock_runs(case_clock, case_file);

create index case_clock_calendar on intake.case_clock (runs_at, due_at, case_id, kind)
  where runs_at is not null;
create index case_clock_calendar_of_worker
  on intake.case_clock (runs_at, runs_for, due_at, case_id, kind)
  where runs_for is not null;
