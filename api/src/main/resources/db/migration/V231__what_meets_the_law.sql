-- Which states of a hand-over meet the law's clocks is said in one place of the database.

create function cases.meets_the_law(state text)
  returns boolean language sql immutable parallel safe as $$
  select state in ('DELIVERED', 'ACCEPTED', 'OPENED', 'NOT_OPENED', 'DISPUTED')
$$;
comment on function cases.meets_the_law is 'As HandoverState.meetsTheLaw';

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
            and cases.meets_the_law(hand_over.state)
            and intake.is_met_with(clock.kind, hand_over.neighbour))
        end
$$;
