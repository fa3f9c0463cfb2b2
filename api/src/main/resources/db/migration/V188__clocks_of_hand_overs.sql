-- The law's clocks ask whether the case is with the service in charge. A hand-over says so by its
-- state, so they are met while one has arrived and was not sent back, and run again when it is.

-- Agrees with NOT_MET of the clocks' queries.
create or replace function intake.clock_runs(clock intake.case_clock, known cases.case_file)
  returns boolean language sql stable as $$
  select known.erased_on is null
    and known.sealed_state <> 'WRAP_UNREADABLE'
    and known.status <> 'CLOSED'
    and known.merged_into is null
    and not clock.met
    and case clock.kind
        when 'DANGER' then known.urgency_rank = 0 and known.claimed_by is null
        when 'SAME_DAY' then known.status in ('RECEIVED', 'SEEN')
        when 'ASSIGNMENT' then known.status in ('RECEIVED', 'SEEN')
        else not exists (
          select
          from cases.hand_over
          where hand_over.case_id = known.id
            and hand_over.state in ('DELIVERED', 'ACCEPTED', 'OPENED', 'NOT_OPENED', 'DISPUTED')
            and case clock.kind
                when 'PROTECTION' then hand_over.neighbour in ('PROTECTION', 'MENTAL_HEALTH')
                when 'VISIT' then hand_over.neighbour = 'VULNERABLE_FAMILY'
                when 'INQUIRY' then hand_over.neighbour = 'VULNERABLE_FAMILY'
                else false
                end)
        end
$$;

create function intake.place_clocks_of_hand_over() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  update intake.case_clock
  set runs_at = case when intake.clock_runs(case_clock, case_file) then case_file.centre end,
      runs_for = case when intake.clock_runs(case_clock, case_file) then case_file.claimed_by end
  from cases.case_file
  where case_clock.case_id = new.case_id
    and case_file.id = new.case_id
    and case_clock.kind in ('PROTECTION', 'VISIT', 'INQUIRY');
  return null;
end
$$;
create trigger place_clocks
  after insert or update of state on cases.hand_over
  for each row execute function intake.place_clocks_of_hand_over();
