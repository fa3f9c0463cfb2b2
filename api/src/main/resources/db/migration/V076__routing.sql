create table intake.routing (
  centre text not null,
  version integer not null,
  saved_by text not null,
  saved_at timestamptz not null,
  rules text not null,
  primary key (centre, version)
);
comment on table intake.routing is 'Which office a case is proposed to; every version that was ever saved. Kept.';

grant select, insert on intake.routing to shouwang_staff;
