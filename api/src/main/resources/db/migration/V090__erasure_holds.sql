-- What an erasure promised holds whoever writes to the case, and in which order.

alter table cases.case_file add withdrawn_on date;
comment on column cases.case_file.withdrawn_on is 'The day the sender withdrew the case; from then on erase_on only moves earlier';

update cases.case_file
set withdrawn_on = withdrawal.day
from (
  select case_id, min((happened_at at time zone 'Asia/Taipei')::date) as day
  from cases.timeline_event
  where kind = 'WITHDRAWN'
  group by case_id
) as withdrawal
where withdrawal.case_id = case_file.id;

-- Keeps an update from moving an erasure later and from putting back what an erasure cleared. It
-- changes the row and does not fail, so that no step of staff's depends on it.
create function cases.keep_erasure() returns trigger language plpgsql as $$
begin
  if old.withdrawn_on is not null then
    new.withdrawn_on := old.withdrawn_on;
    new.erase_on := least(new.erase_on, old.erase_on);
  end if;
  if old.erased_on is not null then
    new.erased_on := old.erased_on;
    new.fingerprint := null;
    new.binding := null;
    new.duplicate_tag := null;
    new.opened_on := old.opened_on;
    if old.repeat_tag is null then
      new.repeat_tag := null;
    end if;
  end if;
  return new;
end
$$;

create trigger keep_erasure
  before update on cases.case_file
  for each row
  when (old.withdrawn_on is not null or old.erased_on is not null)
  execute function cases.keep_erasure();

-- Refuses a row of a case whose words have been erased. It runs after the foreign key's own check,
-- which waits for an erasure under way, and asks with a new snapshot.
create function cases.refuse_after_erasure() returns trigger language plpgsql as $$
begin
  perform 1
  from cases.case_file
  where id = new.case_id
    and erased_on is not null;
  if found then
    raise exception 'the case was erased' using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end
$$;

-- The same for what only a sender's receipt leads to, from the withdrawal on.
create function cases.refuse_after_withdrawal() returns trigger language plpgsql as $$
begin
  perform 1
  from cases.case_file
  where id = new.case_id
    and (erased_on is not null or withdrawn_on is not null);
  if found then
    raise exception 'the case was withdrawn' using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end
$$;

create trigger refuse_after_erasure
  after insert on cases.centre_wrap
  for each row execute function cases.refuse_after_erasure();
create trigger refuse_after_erasure
  after insert on cases.entry
  for each row when (new.direction = 'FROM_STAFF')
  execute function cases.refuse_after_erasure();
create trigger refuse_after_withdrawal
  after insert on cases.entry
  for each row when (new.direction = 'FROM_SENDER')
  execute function cases.refuse_after_withdrawal();
create trigger refuse_after_withdrawal
  after insert on cases.receipt_wrap
  for each row execute function cases.refuse_after_withdrawal();
create trigger refuse_after_withdrawal
  after insert on cases.receipt_hash
  for each row when (new.retired_until is null)
  execute function cases.refuse_after_withdrawal();
