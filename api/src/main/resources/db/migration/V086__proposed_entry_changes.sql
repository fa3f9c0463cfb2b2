-- Changes of emergency numbers and nationwide hotlines wait here for a second person; the entry stays as it is meanwhile.

create table directory.proposed_change (
  id uuid primary key,
  entry_id uuid not null unique,
  key text not null,
  document jsonb,
  action text not null,
  seen bigint not null,
  editor text not null,
  proposed_at timestamptz not null
);
comment on column directory.proposed_change.id is 'Random for each proposal: whoever confirms names the one they read';
comment on column directory.proposed_change.document is 'The entry as it would be; null where it would be taken out';
comment on column directory.proposed_change.seen is 'The entry''s version that the proposal is made on; 0 where there is no entry yet';

grant select, insert, update, delete on directory.proposed_change to shouwang_staff;
