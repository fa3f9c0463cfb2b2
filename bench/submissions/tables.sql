-- Tables like those of a submission, for pgbench: the same columns, bytes and indexes, no foreign keys.
create table bench_case (id uuid primary key, fingerprint bytea, binding bytea, key_commitment bytea, form text, topic text, other_topics text[], indicators text[], child_involved boolean, urgency text, area text, sender_group text, centre text, status text, version integer, received_at timestamptz, due_at timestamptz, close_on date, erase_on date);
create index on bench_case (centre, status);
create index on bench_case (erase_on);
create unique index on bench_case (binding);
create table bench_hash (hash bytea primary key, hand bytea, case_id uuid);
create index on bench_hash (case_id);
create table bench_cw (case_id uuid primary key, centre text, generation integer, wrap bytea);
create index on bench_cw (centre, generation);
create table bench_rw (case_id uuid primary key, storage_week integer, wrap bytea);
create index on bench_rw (storage_week);
create table bench_entry (id uuid primary key, case_id uuid, direction text, message_tag bytea, message_fingerprint bytea, sealed bytea, written_at timestamptz, unread boolean, position integer, unique (case_id, position), unique (case_id, direction, message_tag));
alter table bench_entry alter sealed set storage external;
create table bench_event (id uuid primary key, case_id uuid, kind text, happened_at timestamptz);
create index on bench_event (case_id);
