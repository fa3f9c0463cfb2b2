-- How much of their limits staff, centres and everybody together have used, for all nodes.
-- Unlogged: no commit waits for it, no log or backup holds it, and after a crash all start anew.

create schema limits;
grant usage on schema limits to shouwang_public, shouwang_staff;
comment on schema limits is 'How much of a limit is used; nothing here is about a sender, an address or a place';

create unlogged table limits.bucket (
  id text primary key check (
    id ~ '^EVERYBODY:[A-Z_]+$'
    or id ~ '^CENTRE:[A-Z_]+:[a-z]{2,10}$'
    or id ~ '^MEMBER:[A-Z_]+:.+$'
  ),
  state bytea,
  expires_at bigint
);
comment on table limits.bucket is 'One row for each limit and whom it counts for; deleted hours after it is full again';
comment on column limits.bucket.id is 'Whose, which limit, and the centre''s code or the identity provider''s name for a member of staff';

-- Strangers count together or not at all; who works how much is for staff processes alone.
alter table limits.bucket enable row level security;
create policy strangers_share_theirs on limits.bucket to shouwang_public
  using (id like 'EVERYBODY:%');
create policy staff_share_all on limits.bucket to shouwang_staff
  using (true);

grant select, insert, update on limits.bucket to shouwang_public;
grant select, insert, update, delete on limits.bucket to shouwang_staff;
