-- What stands here in clear is the whole of what a thief of this database learns (SECURITY.md).
-- Keys are random, and every time is rounded down to ten minutes until staff touch the case.

create table cases.centre_keyset (
  centre text not null,
  generation integer not null,
  valid_from date not null,
  valid_until date not null,
  public_key bytea not null check (octet_length(public_key) = 32),
  signature bytea not null,
  primary key (centre, generation)
);
comment on table cases.centre_keyset is 'Public keys of the centres; trusted only with the centre''s signature. Kept.';

create table cases.case_file (
  id uuid primary key,
  fingerprint bytea,
  binding bytea,
  form text not null,
  topic text not null,
  other_topics text[] not null,
  indicators text[] not null,
  child_involved boolean,
  urgency text not null,
  area text not null,
  sender_group text not null,
  centre text not null,
  status text not null,
  version integer not null default 0,
  triage_level text,
  triage_category text,
  route text,
  outcome text,
  claimed_by text,
  claimed_at timestamptz,
  referred_resources text[] not null default '{}',
  merged_into uuid references cases.case_file,
  duplicate_tag integer,
  surge boolean not null default false,
  received_at timestamptz not null,
  due_at timestamptz not null,
  close_on date,
  erase_on date not null,
  erased_on date
);
comment on table cases.case_file is 'One case without its words. Its row stays as a tombstone for statistics.';
comment on column cases.case_file.fingerprint is 'Keyed hash of the submission under its receipt; erased with the words';
comment on column cases.case_file.binding is 'Ties the sealed parts to the case; erased with the words';
comment on column cases.case_file.sender_group is 'Coarse on purpose: the exact kind would name one of fifty people, so it is sealed';
comment on column cases.case_file.erase_on is '90 days after close; while open 270 days after the last word; 7 days after a withdrawal at the latest';

create index case_file_open on cases.case_file (centre, status) where erased_on is null;
create index case_file_erase_on on cases.case_file (erase_on) where erased_on is null;

create table cases.receipt_hash (
  hash bytea primary key,
  case_id uuid not null references cases.case_file on delete cascade,
  retired_until date
);
comment on table cases.receipt_hash is 'SHA-256 over pepper and receipt; retired ones are kept for 30 days and open nothing';
create index receipt_hash_case_id on cases.receipt_hash (case_id);

create table cases.centre_wrap (
  case_id uuid primary key references cases.case_file on delete cascade,
  centre text not null,
  generation integer not null,
  wrap bytea not null
);
comment on table cases.centre_wrap is 'The case''s key for its centre, by HPKE. Deleted when the words die.';
create index centre_wrap_generation on cases.centre_wrap (centre, generation);

create table cases.receipt_wrap (
  case_id uuid primary key references cases.case_file on delete cascade,
  storage_week integer not null,
  wrap bytea not null
);
comment on table cases.receipt_wrap is 'The case''s key for its sender, under receipt and storage key of the week. Deleted when the words die.';
create index receipt_wrap_storage_week on cases.receipt_wrap (storage_week);

create table cases.timeline_event (
  id uuid primary key,
  case_id uuid not null references cases.case_file on delete cascade,
  kind text not null,
  happened_at timestamptz not null
);
comment on table cases.timeline_event is 'What happened to a case and when. Stays with the tombstone.';
create index timeline_event_case_id on cases.timeline_event (case_id);

create table cases.entry (
  id uuid primary key,
  case_id uuid not null references cases.case_file on delete cascade,
  direction text not null,
  message_tag bytea not null,
  sealed bytea not null,
  written_at timestamptz not null,
  unread boolean not null,
  unique (case_id, message_tag)
);
comment on table cases.entry is 'What either side wrote, sealed under the case''s key. Deleted when the words die.';
comment on column cases.entry.message_tag is 'Keyed hash of the client''s message id, so that a retry is known';

grant select, insert, update on cases.case_file to shouwang_public;
grant select, insert, update, delete on cases.receipt_hash to shouwang_public;
grant insert on cases.centre_wrap to shouwang_public;
grant select (case_id, centre, generation), delete on cases.centre_wrap to shouwang_public;
grant select, insert, update, delete on cases.receipt_wrap to shouwang_public;
grant select, insert on cases.timeline_event to shouwang_public;
grant select, insert, update, delete on cases.entry to shouwang_public;
grant select on cases.centre_keyset to shouwang_public;

grant select, update on cases.case_file to shouwang_staff;
grant select, insert, update, delete on cases.centre_wrap to shouwang_staff;
grant select, insert on cases.timeline_event to shouwang_staff;
grant select, insert on cases.entry to shouwang_staff;
grant select, insert, delete on cases.centre_keyset to shouwang_staff;
