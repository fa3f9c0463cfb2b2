-- Whoever keeps a copy by the HSDS view asks for what was modified after an instant: that is when an entry was written
-- here, and not the date of its source.

alter table directory.entry add column modified_at timestamptz;

update directory.entry entry
set modified_at = coalesce(
  (
    select max(revision.edited_at)
    from directory.resource_revision revision
    where revision.resource_id = entry.id
      and revision.revision = entry.revision),
  now());

alter table directory.entry alter column modified_at set not null;

comment on column directory.entry.modified_at is 'When the entry was written as it is';
