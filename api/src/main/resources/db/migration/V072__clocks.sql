create table intake.case_clock (
  case_id uuid not null,
  kind text not null,
  warn_at timestamptz not null,
  due_at timestamptz not null,
  next_at timestamptz,
  missed boolean not null default false,
  primary key (case_id, kind)
);
comment on table intake.case_clock is 'By when what has to have happened to a case. Counted from the rounded time of receipt. Kept as long as the case.';
comment on column intake.case_clock.next_at is 'When to look at it again; null once it was met or missed';
create index case_clock_next_at on intake.case_clock (next_at) where next_at is not null;
create index case_clock_missed on intake.case_clock (case_id) where missed;

grant select, insert, update, delete on intake.case_clock to shouwang_staff;
