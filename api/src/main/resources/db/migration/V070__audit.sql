create schema if not exists intake;
grant usage on schema intake to shouwang_staff;
comment on schema intake is 'What workers did and what they work by; nothing here was written by a sender';

create table intake.audit_entry (
  centre text not null,
  number bigint not null,
  worker text not null,
  action text not null,
  case_id uuid,
  happened_at timestamptz not null,
  hash bytea not null check (octet_length(hash) = 32),
  primary key (centre, number)
);
comment on table intake.audit_entry is 'Who did what to which case and when, without content. Kept.';
comment on column intake.audit_entry.hash is 'HMAC, under a key that only the staff role has, of the hash before it and this row';

create table intake.audit_head (
  centre text primary key,
  number bigint not null,
  hash bytea not null check (octet_length(hash) = 32)
);
comment on table intake.audit_head is 'The last entry of each centre; whoever adds one holds its row until they commit';

create table intake.audit_signature (
  centre text not null,
  signed_on date not null,
  number bigint not null,
  hash bytea not null,
  signature bytea not null,
  primary key (centre, signed_on)
);
comment on table intake.audit_signature is 'The head as it was signed each day; the log has the same. Kept.';

-- Nobody who serves requests can change or remove what is written.
grant select, insert on intake.audit_entry to shouwang_staff;
grant select, insert, update on intake.audit_head to shouwang_staff;
grant select, insert on intake.audit_signature to shouwang_staff;
