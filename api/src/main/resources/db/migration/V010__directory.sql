-- Public knowledge: who helps, whom they serve, how they are reached, and when. Staff write it, every
-- node reads it whole into memory. Localized texts are JSON objects from a language tag to the words.

create table directory.state (
  only_row boolean primary key default true check (only_row),
  epoch text not null,
  revision bigint not null,
  oldest_revision bigint not null,
  pack_version text not null,
  synonyms jsonb not null
);
comment on table directory.state is 'One row: the lineage of this directory, and how often it was changed. Its lock puts writers in a row.';

create table directory.source (
  id text primary key,
  title text not null,
  url text,
  as_of date
);

create table directory.area (
  code text primary key,
  name jsonb not null,
  parent text references directory.area,
  served boolean not null,
  aliases text[] not null,
  latitude double precision,
  longitude double precision
);

create table directory.centre (
  code text primary key,
  name jsonb not null,
  areas text[] not null,
  resource text not null
);

create table directory.resource (
  id uuid primary key,
  key text not null unique,
  kind text not null,
  status text not null,
  scope text not null,
  network text,
  name jsonb not null,
  purpose jsonb,
  agency jsonb not null,
  agency_code text,
  aliases text[] not null,
  former_numbers text[] not null,
  topics text[] not null,
  languages text[] not null,
  interpreter_languages text[] not null,
  nationwide boolean not null,
  free_of_charge boolean,
  local_code boolean not null,
  guarded boolean not null,
  contact_via text,
  superseded_by text,
  hours_given boolean not null,
  always_open boolean,
  holiday_rule text not null,
  hours_note jsonb,
  hours_sources text[] not null,
  latitude double precision,
  longitude double precision,
  address jsonb,
  location_precision text,
  location_area text references directory.area,
  closure_given boolean not null,
  closed_from timestamptz,
  closed_until timestamptz,
  closed_reason jsonb,
  sources text[] not null,
  as_of date not null,
  verified_at timestamptz,
  confidence text not null,
  editor_note text,
  version bigint not null,
  revision bigint not null,
  edited boolean not null
);
comment on column directory.resource.version is 'Grows with every change of the entry; an editor names the one they saw';
comment on column directory.resource.revision is 'The directory''s revision in which the entry last changed';
comment on column directory.resource.edited is 'A person changed it here: a newer pack leaves it alone';
comment on column directory.resource.verified_at is 'A person checked it; apart from being edited';

create table directory.coverage (
  id uuid primary key,
  resource_id uuid not null references directory.resource on delete cascade,
  layer text not null,
  area text not null references directory.area,
  position integer not null
);
create index coverage_resource_id on directory.coverage (resource_id);

create table directory.contact (
  id uuid primary key,
  resource_id uuid not null references directory.resource on delete cascade,
  position integer not null,
  kind text not null,
  label jsonb,
  dial text,
  tel_uri text,
  e164 text,
  url text,
  note jsonb,
  coverage text[] not null,
  languages_given boolean not null,
  languages text[] not null,
  free_of_charge boolean,
  hours_from text not null,
  always_open boolean,
  holiday_rule text,
  hours_note jsonb,
  hours_sources text[] not null,
  sources text[] not null,
  confidence text,
  as_of date
);
create index contact_resource_id on directory.contact (resource_id);

create table directory.opening_period (
  id uuid primary key,
  resource_id uuid not null references directory.resource on delete cascade,
  contact_id uuid references directory.contact on delete cascade,
  position integer not null,
  on_holidays boolean not null,
  weekday integer not null check (weekday between 1 and 7),
  opens integer not null check (opens between 0 and 1439),
  closes integer not null check (closes between 1 and 2880),
  valid_from date,
  valid_until date,
  check (opens < closes)
);
comment on column directory.opening_period.closes is 'Minutes after midnight of the day on which it begins; past 1440 is the next day';
create index opening_period_resource_id on directory.opening_period (resource_id);

create table directory.calendar_day (
  day date primary key,
  off boolean not null,
  name text,
  edition text not null
);
comment on table directory.calendar_day is 'The government''s working-day table, as it was published; never computed';

create table directory.area_closure (
  id uuid primary key,
  area text not null references directory.area,
  closed_from timestamptz not null,
  closed_until timestamptz not null,
  reason jsonb,
  check (closed_from < closed_until)
);

create table directory.removed_resource (
  id uuid primary key,
  key text not null,
  revision bigint not null
);

create table directory.resource_revision (
  id uuid primary key,
  resource_id uuid,
  revision bigint not null,
  version bigint not null,
  action text not null,
  editor text not null,
  edited_at timestamptz not null,
  document text
);
comment on table directory.resource_revision is 'Every state an entry ever had here, with who and when; kept';
create index resource_revision_resource_id on directory.resource_revision (resource_id);

create table directory.problem_report (
  id uuid primary key,
  resource_id uuid not null,
  words text not null,
  reported_on date not null
);
comment on table directory.problem_report is 'What anybody said is wrong with an entry; nothing about who. Deleted when the entry is verified.';
create index problem_report_resource_id on directory.problem_report (resource_id);

grant select on all tables in schema directory to shouwang_public, shouwang_staff;
revoke select on directory.problem_report, directory.resource_revision from shouwang_public;
grant insert on directory.problem_report to shouwang_public;
grant insert, update, delete on all tables in schema directory to shouwang_staff;
