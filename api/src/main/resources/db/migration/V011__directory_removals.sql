-- The feed tells of an entry that is gone for a year and more; the key stays, so that no pack brings the entry back.

alter table directory.removed_resource
  add column removed_at timestamptz not null default now(),
  add column told boolean not null default true;
comment on column directory.removed_resource.told is 'Whether the feed of changes still tells of it';
