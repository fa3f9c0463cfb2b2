-- Clients may seal themselves. Of each case it is kept from which day the service itself has been
-- able to read it: whoever shows it a receipt shows it the words.

alter table cases.case_file add column through_service_on date;
comment on column cases.case_file.through_service_on is 'Day on which the receipt itself first reached the service; null while only the sender''s client and the centre can read; erased with the words';

-- So far the service has sealed everything itself.
update cases.case_file
set through_service_on = (received_at at time zone 'Asia/Taipei')::date
where erased_on is null;

-- As in V120, and an erasure keeps no such day.
create or replace function cases.keep_erasure() returns trigger language plpgsql as $$
begin
  if old.withdrawn_on is not null then
    new.withdrawn_on := old.withdrawn_on;
    new.erase_on := least(new.erase_on, old.erase_on);
  end if;
  if new.erased_on is not null then
    new.through_service_on := null;
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
