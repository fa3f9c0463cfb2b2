-- The staff role looks at what arrives before a worker does: whether it opens, and whether it sounds
-- like danger. It keeps no word.

alter table cases.case_file
  add column sealed_state text not null default 'UNSEEN',
  add column danger_heard boolean not null default false,
  add constraint case_file_sealed_state
    check (sealed_state in ('UNSEEN', 'READABLE', 'FORM_UNREADABLE', 'WRAP_UNREADABLE'));
comment on column cases.case_file.sealed_state is 'Whether key and form open, once the staff role has looked';
comment on column cases.case_file.danger_heard is 'Whether words of the sender''s sound like danger, or the sealed urgency is graver than the clear one, until a worker grades the case';

-- The inbox's order: danger that was heard comes with danger; what nobody can open comes after
-- everything that somebody can.
alter table cases.case_file drop column urgency_rank;
alter table cases.case_file add column urgency_rank smallint not null generated always as (
  case when sealed_state = 'WRAP_UNREADABLE' then 3 else 0 end
    + case
        when danger_heard then 0
        else case coalesce(triage_level, urgency)
          when 'IMMEDIATE_DANGER' then 0
          when 'URGENT' then 1
          else 2
        end
      end
) stored;
comment on column cases.case_file.urgency_rank is 'What the inbox is ordered by: as graded, before that as the sender said; danger that was heard first; three more where the key does not open';
create index case_file_inbox on cases.case_file (centre, urgency_rank, surge, due_at, id)
  where status <> 'CLOSED' and erased_on is null and merged_into is null;
create index case_file_closed on cases.case_file (centre, urgency_rank, surge, due_at, id)
  where status = 'CLOSED' and erased_on is null and merged_into is null;

alter table cases.entry add column looked_at boolean not null default false;
comment on column cases.entry.looked_at is 'Whether the staff role has looked at it; written for what is no danger at the next full ten minutes';
create index entry_arrived on cases.entry (id, case_id)
  where direction = 'FROM_SENDER' and not looked_at;

grant update (looked_at) on cases.entry to shouwang_staff;

-- The public role marks answers as read and changes nothing else of an entry; where an entry comes
-- in its conversation is set here, whatever it says. A restore, by the owner, keeps what was.
revoke update on cases.entry from shouwang_public;
grant update (unread) on cases.entry to shouwang_public;

create function cases.next_position() returns trigger language plpgsql as $$
begin
  select coalesce(max(position) + 1, 0)
  into new.position
  from cases.entry
  where case_id = new.case_id;
  return new;
end
$$;

create trigger next_position
  before insert on cases.entry
  for each row
  when (current_user in ('shouwang_public', 'shouwang_staff', 'shouwang_combined'))
  execute function cases.next_position();
