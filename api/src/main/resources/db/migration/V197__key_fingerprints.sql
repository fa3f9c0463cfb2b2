-- All nodes of a role share their keys. A node whose key is another one could not read what the others store.
create table cases.key_fingerprint (
  name text primary key,
  fingerprint bytea not null,
  noted_on date not null
);

comment on table cases.key_fingerprint is 'Which keys the nodes use, by the names of their files. Kept as long as the key is in use';
comment on column cases.key_fingerprint.fingerprint is 'HKDF-SHA-256 of the key for this purpose and name alone: it tells whether two keys are the same, and nothing of the key';
comment on column cases.key_fingerprint.noted_on is 'The day on which a node first used the key';

grant select, insert, delete on cases.key_fingerprint to shouwang_public, shouwang_staff;
