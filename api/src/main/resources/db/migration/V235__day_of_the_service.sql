-- The trigger of V220 ran for withdrawn and erased cases only, so an erasure at the end of a case's
-- period kept the day from which the service could read it.

update cases.case_file
set through_service_on = null
where erased_on is not null
  and through_service_on is not null;

-- What the service has seen stays seen: the day never moves later and never goes, until the words
-- do.
create function cases.keep_through_service() returns trigger language plpgsql as $$
begin
  new.through_service_on := case
    when new.erased_on is null then least(old.through_service_on, new.through_service_on)
  end;
  return new;
end
$$;

create trigger keep_through_service
  before update on cases.case_file
  for each row
  when (
    new.through_service_on is distinct from old.through_service_on
    or new.erased_on is not null and new.through_service_on is not null)
  execute function cases.keep_through_service();

-- As in V120: that trigger alone says what becomes of the day.
create or replace function cases.keep_erasure() returns trigger language plpgsql as $$
begin
  if old.withdrawn_on is not null then
    new.withdrawn_on := old.withdrawn_on;
    new.erase_on := least(new.erase_on, old.erase_on);
  end if;
  if old.erased_on is not null then
    new.erased_on := old.erased_on;
    new.fingerprint := null;
    new.binding := null;
    new.key_commitment := null;
    new.duplicate_tag := null;
    new.opened_on := old.opened_on;
    if old.repeat_tag is null then
      new.repeat_tag := null;
    end if;
  end if;
  return new;
end
$$;
