-- Eight signs by which sender and staff name a case on the telephone. They are random and open
-- nothing; only staff of the case's centre find it by them.

alter table cases.case_file
  add column reference text,
  add constraint case_file_reference check (reference ~ '^[2345678FKLMRWXY]{8}$');
comment on column cases.case_file.reference is 'Random signs to say on the telephone; erased with the words';

update cases.case_file
set reference = (
  select string_agg(
    substr('2345678FKLMRWXY', 1 + get_byte(uuid_send(gen_random_uuid()), 0) % 15, 1), '')
  from generate_series(1, 8)
  where case_file.id is not null)
where erased_on is null;

create index case_file_reference on cases.case_file (reference) where reference is not null;

create function cases.forget_reference() returns trigger language plpgsql as $$
begin
  new.reference := null;
  return new;
end
$$;

create trigger forget_reference
  before update on cases.case_file
  for each row when (new.erased_on is not null and new.reference is not null)
  execute function cases.forget_reference();
