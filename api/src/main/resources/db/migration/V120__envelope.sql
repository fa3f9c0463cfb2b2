-- The bytes of the envelope (api/ENVELOPE.md) change once, before the first release. What was sealed
-- before ends here as an erasure ends it, because nothing reads the old bytes any more; the rows of
-- its cases stay as tombstones. The staff role makes new generations of the centres' keys.

delete from cases.entry;
delete from cases.centre_wrap;
delete from cases.receipt_wrap;
delete from cases.receipt_hash;
delete from cases.centre_keyset;
update cases.case_file
set fingerprint = null,
    binding = null,
    duplicate_tag = null,
    close_on = null,
    erased_on = (now() at time zone 'Asia/Taipei')::date,
    version = version + 1
where erased_on is null;

alter table cases.case_file
  add column key_commitment bytea,
  add constraint case_file_fingerprint check (octet_length(fingerprint) = 32),
  add constraint case_file_binding check (octet_length(binding) = 32),
  add constraint case_file_key_commitment check (octet_length(key_commitment) = 32);
comment on column cases.case_file.fingerprint is 'HMAC under the pepper of the submission''s keyed hash under its receipt; erased with the words';
comment on column cases.case_file.binding is 'Random; ties the sealed parts to the case; erased with the words';
comment on column cases.case_file.key_commitment is 'Hash of the case''s key, so that no ciphertext is opened under another; erased with the words';

-- No stored case can be put under a second receipt.
create unique index case_file_binding_key on cases.case_file (binding) where binding is not null;

alter table cases.receipt_hash
  add column hand bytea not null,
  add constraint receipt_hash_hash check (octet_length(hash) = 32),
  add constraint receipt_hash_hand check (octet_length(hand) = 32);
comment on table cases.receipt_hash is 'HMAC under the pepper of what is derived from a receipt; retired ones are kept for 30 days and open nothing';
comment on column cases.receipt_hash.hand is 'The same of what is asked for to change the case';

alter table cases.centre_wrap
  add constraint centre_wrap_wrap check (octet_length(wrap) = 80);
alter table cases.receipt_wrap
  add constraint receipt_wrap_wrap check (octet_length(wrap) = 88);

alter table cases.entry
  add column message_fingerprint bytea not null,
  drop constraint entry_case_id_message_tag_key,
  add constraint entry_message unique (case_id, direction, message_tag),
  add constraint entry_direction check (direction in ('FROM_SENDER', 'FROM_STAFF')),
  add constraint entry_message_tag check (octet_length(message_tag) = 32),
  add constraint entry_message_fingerprint check (octet_length(message_fingerprint) = 32),
  add constraint entry_sealed check (octet_length(sealed) in (1052, 4124, 16412, 32796));
comment on column cases.entry.message_fingerprint is 'Keyed hash of message id and words, so that a retry is told from other words';

-- Sealed bytes do not compress; trying takes time.
alter table cases.entry alter sealed set storage external;

alter table cases.centre_keyset
  add column suite smallint not null,
  add constraint centre_keyset_suite check (suite between 1 and 255);
comment on column cases.centre_keyset.suite is 'Which algorithms are used with this generation; part of what is signed';

-- As in V090, and an erasure keeps no commitment.
create or replace function cases.keep_erasure() returns trigger language plpgsql as $$
begin
  if old.withdrawn_on is not null then
    new.withdrawn_on := old.withdrawn_on;
    new.erase_on := least(new.erase_on, old.erase_on);
  end if;
  if old.erased_on is not null then
    new.erased_on := old.erased_on;
    new.fingerprint := null;
    new.binding := null;
    new.key_commitment := null;
    new.duplicate_tag := null;
    new.opened_on := old.opened_on;
    if old.repeat_tag is null then
      new.repeat_tag := null;
    end if;
  end if;
  return new;
end
$$;
