create table vault.device (
  vault_key bytea primary key,
  token bytea not null,
  kept_until date not null
);

comment on table vault.device is 'One device a case: where to push. Kept until kept_until, replaced by a second enablePush, gone when the push service says so';
comment on column vault.device.vault_key is 'HMAC-SHA-256 of the case id under the link key, which no database holds';
comment on column vault.device.token is 'The push token, padded and sealed by AES-256-GCM under the token key, bound to vault_key';
comment on column vault.device.kept_until is 'A day: 30 after the last enable or refresh, 7 after the case was closed, whichever is earlier';

create index device_kept_until on vault.device (kept_until);

grant select, insert, update, delete on vault.device to shouwang_vault;
