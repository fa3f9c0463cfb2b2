-- What finds cases in one building or one street, whatever their topic. As the tag for duplicates:
-- 20 bits under a key of the staff role, each kind under a key and a mask of the day of its own, so
-- that no two columns, and no two days, can be compared without the key.

alter table cases.case_file
  add column building_tag integer,
  add column street_tag integer,
  add column family uuid;
comment on column cases.case_file.building_tag is '20 bits of an HMAC over the building, masked by the day; erased with the words';
comment on column cases.case_file.street_tag is '20 bits of an HMAC over the street, masked by the day; erased with the words';
comment on column cases.case_file.family is 'Random; cases that a worker has put into one family share it; erased with the words';

create index case_file_building_tag on cases.case_file (centre, building_tag)
  where building_tag is not null and status <> 'CLOSED';
create index case_file_street_tag on cases.case_file (centre, street_tag)
  where street_tag is not null and status <> 'CLOSED';
create index case_file_family on cases.case_file (family) where family is not null;

create function cases.forget_places() returns trigger language plpgsql as $$
begin
  new.building_tag := null;
  new.street_tag := null;
  new.family := null;
  return new;
end
$$;

create trigger forget_places
  before update on cases.case_file
  for each row when (
    new.erased_on is not null
    and (new.building_tag is not null or new.street_tag is not null or new.family is not null))
  execute function cases.forget_places();
