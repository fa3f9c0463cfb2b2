-- What grew without an end: how often a hand-over changes, and how many attempts of a call are kept.

alter table cases.hand_over add column changes integer not null default 0;
comment on column cases.hand_over.changes is 'How often its state has changed, so that neighbours cannot change it for ever';

-- The staff role may delete no attempt, so the function runs as its owner.
create function intake.keep_last_attempts() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from intake.call_attempt
  where id in (
    select id
    from intake.call_attempt
    where case_id = new.case_id
    order by tried_at desc, id
    offset 500);
  return null;
end
$$;
create trigger keep_last_attempts
  after insert on intake.call_attempt
  for each row execute function intake.keep_last_attempts();
comment on table intake.call_attempt is 'One attempt to reach a sender, without content; the last 500 of a case. Deleted when the words of the case are.';
