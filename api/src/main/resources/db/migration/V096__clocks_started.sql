-- Finds the cases that no clock runs for yet without looking at all open ones.

alter table cases.case_file
  add column clocks_started boolean not null default false;
comment on column cases.case_file.clocks_started is 'Whether the clocks of this case were started; kept with the tombstone';

update cases.case_file
set clocks_started = true
where exists (
  select from intake.case_clock
  where case_id = case_file.id
    and kind = 'ASSIGNMENT'
);

create index case_file_clocks_started on cases.case_file ((urgency <> 'IMMEDIATE_DANGER'), id)
  where not clocks_started and status <> 'CLOSED' and erased_on is null;
