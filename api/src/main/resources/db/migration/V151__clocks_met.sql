-- A clock belongs to what its case is now: each step of a case says which of its clocks are met.

alter table intake.case_clock
  add column met boolean not null default false,
  add column second_at timestamptz;
comment on column intake.case_clock.met is 'Whether what it asks for is done, in time or late, or no longer asked for';
comment on column intake.case_clock.second_at is 'When a second receiver hears of danger that nobody has claimed; null once told, and for other clocks';

update intake.case_clock
set met = true,
    next_at = null
from cases.case_file
where case_file.id = case_clock.case_id
  and (case_file.erased_on is not null
    or case_file.merged_into is not null
    or case case_clock.kind
        when 'DANGER' then case_file.status <> case_clock.status_before
          or case_file.claimed_by is not null
        when 'SAME_DAY' then case_file.status not in ('RECEIVED', 'SEEN')
        when 'ASSIGNMENT' then case_file.status not in ('RECEIVED', 'SEEN')
        else case_file.status not in ('RECEIVED', 'SEEN', 'TRIAGED')
        end);

alter table intake.case_clock drop column status_before;
drop index intake.case_clock_missed;
create index case_clock_missed on intake.case_clock (due_at, case_id) where missed and not met;
