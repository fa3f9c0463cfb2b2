-- An entry is one JSON document, the same that the pack, the export and the revisions have. Until now it was spread
-- over four tables, and every new field had to be written in seven places.

create table directory.entry (
  id uuid primary key,
  key text not null unique,
  document jsonb not null,
  version bigint not null,
  revision bigint not null,
  edited boolean not null
);
comment on column directory.entry.document is 'The entry as the export writes it, without its version and revision';
comment on column directory.entry.version is 'Grows with every change of the entry; an editor names the one they saw';
comment on column directory.entry.revision is 'The directory''s revision in which the entry last changed';
comment on column directory.entry.edited is 'A person changed it here: a newer pack leaves it alone';

create function directory.clock_of(minutes integer) returns text
language sql immutable as $$
  select lpad((minutes / 60)::text, 2, '0') || ':' || lpad((minutes % 60)::text, 2, '0')
$$;

create function directory.instant_of(instant timestamptz) returns text
language sql stable as $$
  select to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

-- What is empty was not given.
create function directory.given(value jsonb) returns jsonb
language sql immutable as $$
  select nullif(nullif(value, '[]'::jsonb), '{}'::jsonb)
$$;

-- The hours of an entry, or of one of its contacts.
create function directory.hours_of(
  resource uuid, contact uuid, always_open boolean, holiday_rule text, note jsonb, sources text[]
) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'alwaysOpen', always_open,
    'weekly', (
      select jsonb_agg(
        jsonb_build_object(
          'days', times.days,
          'opens', directory.clock_of(times.opens),
          'closes', directory.clock_of(times.closes),
          'validFrom', times.valid_from,
          'validUntil', times.valid_until)
        order by times.first_position)
      from (
        select
          period.opens,
          period.closes,
          period.valid_from,
          period.valid_until,
          min(period.position) as first_position,
          jsonb_agg(period.weekday order by period.position) as days
        from directory.opening_period period
        where period.resource_id = resource
          and period.contact_id is not distinct from contact
          and not period.on_holidays
        group by period.opens, period.closes, period.valid_from, period.valid_until
      ) times),
    'holidayRule', holiday_rule,
    'holidaySpans', (
      select jsonb_agg(
        jsonb_build_object(
          'opens', directory.clock_of(span.opens),
          'closes', directory.clock_of(span.closes))
        order by span.position)
      from directory.opening_period span
      where span.resource_id = resource
        and span.contact_id is not distinct from contact
        and span.on_holidays),
    'note', directory.given(note),
    'sources', directory.given(to_jsonb(sources)))
$$;

create function directory.contact_of(contact directory.contact) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'kind', contact.kind,
    'label', directory.given(contact.label),
    'dial', contact.dial,
    'telUri', contact.tel_uri,
    'e164', contact.e164,
    'url', contact.url,
    'note', directory.given(contact.note),
    'coverage', directory.given(to_jsonb(contact.coverage)),
    'languages', case when contact.languages_given then to_jsonb(contact.languages) end,
    'freeOfCharge', contact.free_of_charge,
    'hoursFrom', contact.hours_from,
    'hours', case when contact.holiday_rule is not null then directory.hours_of(
      contact.resource_id, contact.id, contact.always_open, contact.holiday_rule, contact.hours_note,
      contact.hours_sources) end,
    'sources', directory.given(to_jsonb(contact.sources)),
    'confidence', contact.confidence,
    'asOf', contact.as_of)
$$;

insert into directory.entry (id, key, document, version, revision, edited)
select
  entry.id,
  entry.key,
  jsonb_strip_nulls(jsonb_build_object(
    'key', entry.key,
    'kind', entry.kind,
    'status', entry.status,
    'scope', entry.scope,
    'network', entry.network,
    'name', entry.name,
    'purpose', directory.given(entry.purpose),
    'agency', entry.agency,
    'agencyCode', entry.agency_code,
    'aliases', directory.given(to_jsonb(entry.aliases)),
    'formerNumbers', directory.given(to_jsonb(entry.former_numbers)),
    'topics', directory.given(to_jsonb(entry.topics)),
    'languages', directory.given(to_jsonb(entry.languages)),
    'interpreterLanguages', directory.given(to_jsonb(entry.interpreter_languages)),
    'nationwide', entry.nationwide,
    'coverage', (
      select jsonb_agg(
        jsonb_build_object('layer', covered.layer, 'area', covered.area)
        order by covered.position)
      from directory.coverage covered
      where covered.resource_id = entry.id),
    'freeOfCharge', entry.free_of_charge,
    'localCode', nullif(entry.local_code, false),
    'guarded', nullif(entry.guarded, false),
    'contactVia', entry.contact_via,
    'supersededBy', entry.superseded_by,
    'hours', case when entry.hours_given then directory.hours_of(
      entry.id, null, entry.always_open, entry.holiday_rule, entry.hours_note, entry.hours_sources) end,
    'contacts', (
      select jsonb_agg(directory.contact_of(contact) order by contact.position)
      from directory.contact contact
      where contact.resource_id = entry.id),
    'location', case
      when entry.latitude is not null and entry.longitude is not null and entry.location_precision is not null
      then jsonb_build_object(
        'lat', entry.latitude,
        'lon', entry.longitude,
        'address', directory.given(entry.address),
        'precision', entry.location_precision,
        'area', entry.location_area)
      end,
    'closure', case when entry.closure_given then jsonb_build_object(
      'from', directory.instant_of(entry.closed_from),
      'until', directory.instant_of(entry.closed_until),
      'reason', directory.given(entry.closed_reason)) end,
    'sources', directory.given(to_jsonb(entry.sources)),
    'asOf', entry.as_of,
    'verifiedAt', directory.instant_of(entry.verified_at),
    'confidence', entry.confidence,
    'editorNote', entry.editor_note)),
  entry.version,
  entry.revision,
  entry.edited
from directory.resource entry;

drop function directory.contact_of(directory.contact);
drop function directory.hours_of(uuid, uuid, boolean, text, jsonb, text[]);
drop function directory.given(jsonb);
drop function directory.instant_of(timestamptz);
drop function directory.clock_of(integer);
drop table directory.opening_period;
drop table directory.contact;
drop table directory.coverage;
drop table directory.resource;

grant select on directory.entry to shouwang_public, shouwang_staff;
grant insert, update, delete on directory.entry to shouwang_staff;
