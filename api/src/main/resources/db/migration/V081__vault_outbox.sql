-- Changes of the vault in the shape of every outbox, with what they say in columns. What waits is taken over.

create table outbox.vault (
  id uuid primary key,
  address bytea not null,
  position integer not null default 0,
  urgent boolean not null default false,
  due timestamptz not null,
  first_due timestamptz not null,
  tries integer not null default 0,
  lease uuid,
  leased_until timestamptz,
  given_up boolean not null default false,
  taken_back boolean not null default false,
  change text not null
    check (change in ('STORE', 'STORE_OF_STAFF', 'FORGET', 'SHORTEN')),
  token bytea,
  check ((lease is null) = (leased_until is null)),
  check ((token is not null) = (change in ('STORE', 'STORE_OF_STAFF')))
);

comment on table outbox.vault is 'What is promised to the vault and not done yet; kept until done, at most 24 hours';
comment on column outbox.vault.id is 'A random UUIDv4; says nothing';
comment on column outbox.vault.address is 'The vault key; gone with the row';
comment on column outbox.vault.position is 'The order among the changes of one address; says nothing of others';
comment on column outbox.vault.due is 'Whole minutes; later tries to the second';
comment on column outbox.vault.change is 'STORE a device, of a sender or OF_STAFF; FORGET it; SHORTEN its stay to a week, because its case was closed';
comment on column outbox.vault.token is 'The push token, padded and sealed; gone with the row';
comment on column outbox.vault.leased_until is 'When another node takes the row because this one died; gone with the work';

create index vault_due on outbox.vault (urgent desc, due) where not given_up;
create index vault_address on outbox.vault (address, position);

insert into outbox.vault (id, address, position, due, first_due, change, token)
select
  task_instance::uuid,
  substring(task_data from 1 for 32),
  case when task_name = 'vault' then 0 else 1 end,
  date_trunc('minute', execution_time),
  date_trunc('minute', execution_time),
  case
    when task_name = 'vault-after-close' then 'SHORTEN'
    when get_byte(task_data, 32) = 1 then 'STORE'
    when get_byte(task_data, 32) = 2 then 'FORGET'
    else 'STORE_OF_STAFF'
  end,
  case
    when task_name = 'vault-after-close' then null
    when get_byte(task_data, 32) <> 2 then substring(task_data from 34)
  end
from outbox.task;

drop table outbox.task;
drop function outbox.forget_when_tried();

-- The public role runs the worker; staff queue, and replace what waits.
grant select, insert, update, delete on outbox.vault to shouwang_public;
grant select, insert, delete on outbox.vault to shouwang_staff;
