-- Which services a clock of the law asks for is said in one place of the database.

create function intake.is_met_with(clock_kind text, neighbour text)
  returns boolean language sql immutable parallel safe as $$
  select case clock_kind
      when 'PROTECTION' then neighbour in ('PROTECTION', 'MENTAL_HEALTH')
      when 'VISIT' then neighbour = 'VULNERABLE_FAMILY'
      when 'INQUIRY' then neighbour = 'VULNERABLE_FAMILY'
      else false
      end
$$;

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
            and intake.is_met_with(clock.kind, hand_over.neighbour))
        end
$$;

-- Until V188 a referral met these clocks for good, also where its hand-over has not arrived or has
-- come back. A case that was referred to services by name keeps them, because that meets them too.
update intake.case_clock
set met = false,
    next_at = case
        when case_clock.due_at > now() then greatest(case_clock.warn_at, now())
        else case_clock.due_at
        end
from cases.case_file
where case_file.id = case_clock.case_id
  and case_clock.met
  and case_file.erased_on is null
  and case_file.status <> 'CLOSED'
  and coalesce(array_length(case_file.referred_resources, 1), 0) = 0
  and exists (
    select
    from cases.hand_over
    where hand_over.case_id = case_file.id
      and intake.is_met_with(case_clock.kind, hand_over.neighbour))
  and not exists (
    select
    from cases.hand_over
    where hand_over.case_id = case_file.id
      and hand_over.state in ('DELIVERED', 'ACCEPTED', 'OPENED', 'NOT_OPENED', 'DISPUTED')
      and intake.is_met_with(case_clock.kind, hand_over.neighbour));

-- And those that a hand-over had met before V188 stood in the calendar as running.
update intake.case_clock
set runs_at = case when intake.clock_runs(case_clock, case_file) then case_file.centre end,
    runs_for = case when intake.clock_runs(case_clock, case_file) then case_file.claimed_by end
from cases.case_file
where case_file.id = case_clock.case_id
  and case_clock.kind in ('PROTECTION', 'VISIT', 'INQUIRY')
  and (case_clock.runs_at, case_clock.runs_for)
    is distinct from (
      case when intake.clock_runs(case_clock, case_file) then case_file.centre end,
      case when intake.clock_runs(case_clock, case_file) then case_file.claimed_by end);
