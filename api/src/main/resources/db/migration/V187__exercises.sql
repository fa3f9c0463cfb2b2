-- Exercises: a case that came with a code of staff's for it goes the whole way, but reaches no
-- neighbour system and no figure.

alter table cases.site_code add column exercise_until date;
comment on column cases.site_code.exercise_until is 'The last day on which what comes with this code is an exercise; null for a poster. Signed with the rest';

alter table cases.case_file add column exercise boolean not null default false;
comment on column cases.case_file.exercise is 'Whether it is an exercise. Which code it came with is not told by it; kept with the tombstone, so that it is in no figure later either';

-- Who can write cases could otherwise silence a real one by calling it an exercise.
create function cases.keep_real() returns trigger language plpgsql as $$
begin
  raise exception 'a real case never becomes an exercise';
end
$$;
create trigger keep_real
  before update of exercise on cases.case_file
  for each row when (new.exercise and not old.exercise)
  execute function cases.keep_real();

-- Whatever the service does: an exercise has no receiver.
create function cases.keep_exercise_here() returns trigger language plpgsql as $$
begin
  if exists (select from cases.case_file where id = new.case_id and exercise) then
    raise exception 'an exercise reaches no neighbour';
  end if;
  return new;
end
$$;
create trigger keep_exercise_here
  before insert or update of receiver on cases.hand_over
  for each row when (new.receiver is not null)
  execute function cases.keep_exercise_here();

alter table intake.webhook add column drill boolean not null default false;
comment on column intake.webhook.drill is 'Whether the alert is of an exercise';

alter table intake.gathered_reminder
  add column drill boolean not null default false,
  drop constraint gathered_reminder_pkey,
  add primary key (centre, gathered_in, event, clock_kind, drill);
comment on column intake.gathered_reminder.drill is 'Reminders of exercises are told apart from real ones';
