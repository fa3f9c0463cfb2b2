-- Links by which an agency says whether its own entry is still right, each for one answer.

create table directory.agency_link (
  id uuid primary key,
  entry_id uuid not null,
  key text not null,
  editor text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz,
  version bigint,
  correction text
);
create index agency_link_entry on directory.agency_link (entry_id);
comment on table directory.agency_link is 'A row goes when an editor settles its answer, when another link of its entry replaces it, or 30 days after it ran out unanswered';
comment on column directory.agency_link.id is 'Random; the link that is sent holds it beside a signature, which is kept nowhere';
comment on column directory.agency_link.editor is 'Who made the link';
comment on column directory.agency_link.version is 'The version of the entry that the agency answered about';
comment on column directory.agency_link.correction is 'What the agency says is wrong; null where it says that the entry is still right';

-- A public process asks whether a link is open and takes one answer; it reads no answer.
grant select (id, entry_id, expires_at, answered_at) on directory.agency_link to shouwang_public;
grant update (answered_at, version, correction) on directory.agency_link to shouwang_public;
grant select, insert, update, delete on directory.agency_link to shouwang_staff;
