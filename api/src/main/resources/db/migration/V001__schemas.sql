-- The roles are made by whoever runs the server (see the README), because only they may.
-- Nothing is anybody's by default: every grant stands in the migration of the slice it belongs to.
revoke all on schema public from public;

create schema directory;
create schema cases;
create schema outbox;
create schema vault;

grant usage on schema directory, cases, outbox to shouwang_public, shouwang_staff;
grant usage on schema vault to shouwang_vault;

comment on schema directory is 'Helplines, centres, areas and calendars: public knowledge';
comment on schema cases is 'What senders and workers wrote, sealed; no device is known here';
comment on schema outbox is 'What is still to be pushed: random ids and vault keys, deleted when done';
comment on schema vault is 'Push tokens, sealed, found by a keyed hash; no case is known here';
