-- A centre's missed deadlines in the order of their list, danger first, without those of closed
-- cases; and hand-overs by what became of them.

create index case_clock_missed_of_centre
  on intake.case_clock (runs_at, (kind <> 'DANGER'), due_at, case_id, kind)
  where missed and runs_at is not null;

create index hand_over_state_made_at on cases.hand_over (state, made_at, id);
