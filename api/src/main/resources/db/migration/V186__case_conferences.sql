-- Case conferences (個案研討會): at which level, on which day, and what came of them.

create table intake.case_conference (
  case_id uuid not null references cases.case_file on delete cascade,
  held_on date not null,
  level text not null check (level in ('CASE', 'DISTRICT', 'CITY')),
  outcome text,
  worker_name text not null,
  primary key (case_id, held_on, level)
);
comment on table intake.case_conference is 'A conference about a case, without content. Belongs to whichever centre has the case; deleted when the words of the case are.';
create index case_conference_held_on on intake.case_conference (held_on, case_id, level);
grant select, insert, update on intake.case_conference to shouwang_staff;

create function intake.forget_conferences() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from intake.case_conference where case_id = new.id;
  return null;
end
$$;

create trigger forget_conferences
  after update on cases.case_file
  for each row when (new.erased_on is not null and old.erased_on is null)
  execute function intake.forget_conferences();

create trigger refuse_after_erasure
  after insert on intake.case_conference
  for each row execute function cases.refuse_after_erasure();
