-- The vault knows devices and no cases; schema `cases` knows cases and no devices. A row is found by
-- a hash under the link key, which is in neither.
create table vault.device (
  link bytea primary key,
  token bytea not null,
  forget_on date not null
);
comment on table vault.device is 'Push tokens, sealed under the token key. Forgotten 7 days after close, 30 days after the last enable, or when dead.';

grant select, insert, update, delete on vault.device to shouwang_vault;
