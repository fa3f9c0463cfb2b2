-- What colleagues write to each other about a case: sealed under a key of its own, because a sender's
-- receipt leads to the case's key. The public role reads none of it.

create table intake.note_key (
  case_id uuid primary key references cases.case_file on delete cascade,
  centre text not null,
  generation integer not null,
  wrap bytea not null check (octet_length(wrap) = 80),
  key_commitment bytea not null check (octet_length(key_commitment) = 32),
  sealed_state text not null default 'UNSEEN'
    check (sealed_state in ('UNSEEN', 'READABLE', 'WRAP_UNREADABLE'))
);
comment on table intake.note_key is 'The key of a case''s notes for its centre, by HPKE. Deleted with the centre''s wrap of the case''s key.';
comment on column intake.note_key.key_commitment is 'Hash of the notes'' key, so that no ciphertext is opened under another';
comment on column intake.note_key.sealed_state is 'Whether the key opens, once the staff role has looked';
create index note_key_generation on intake.note_key (centre, generation);
create index note_key_unseen on intake.note_key (case_id) where sealed_state = 'UNSEEN';

create table intake.note (
  id uuid primary key,
  case_id uuid not null references intake.note_key on delete cascade,
  worker text not null,
  worker_name text not null,
  written_at timestamptz not null,
  for_next_shift boolean not null,
  note_tag bytea not null check (octet_length(note_tag) = 32),
  note_fingerprint bytea not null check (octet_length(note_fingerprint) = 32),
  sealed bytea not null check (octet_length(sealed) in (1052, 4124, 16412, 32796)),
  unique (case_id, note_tag)
);
comment on table intake.note is 'A note between colleagues. Deleted with its key.';
comment on column intake.note.written_at is 'A step of staff, so exact';
comment on column intake.note.note_tag is 'Keyed hash of the client''s note id, so that a retry is known';
comment on column intake.note.note_fingerprint is 'Keyed hash of note id and words, so that a retry is told from other words';
alter table intake.note alter sealed set storage external;
create index note_written on intake.note (case_id, written_at, id);
create index note_for_next_shift on intake.note (written_at) where for_next_shift;

grant select, insert, update, delete on intake.note_key to shouwang_staff;
grant select, insert on intake.note to shouwang_staff;

-- The notes go whenever the case's words or the centre's wrap go, whoever erases: the public role
-- may delete neither of these rows, so the functions run as their owner.
create function intake.forget_notes_of_case() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from intake.note_key where case_id = new.id;
  return null;
end
$$;
create function intake.forget_notes_of_wrap() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from intake.note_key where case_id = old.case_id;
  return null;
end
$$;

create trigger forget_notes
  after update on cases.case_file
  for each row when (old.erased_on is null and new.erased_on is not null)
  execute function intake.forget_notes_of_case();
create trigger forget_notes
  after delete on cases.centre_wrap
  for each row execute function intake.forget_notes_of_wrap();

create trigger refuse_after_erasure
  after insert on intake.note_key
  for each row execute function cases.refuse_after_erasure();
create trigger refuse_after_erasure
  after insert on intake.note
  for each row execute function cases.refuse_after_erasure();
