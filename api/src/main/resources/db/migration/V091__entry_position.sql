-- The order of a conversation, so that a page of it is read and opened alone.

alter table cases.entry add position integer;
comment on column cases.entry.position is 'Place in the conversation, from 0, set while the case is locked';

-- What stood in order only inside the sealed parts gets an order by time.
update cases.entry
set position = ordered.place
from (
  select id, row_number() over (partition by case_id order by written_at, id) - 1 as place
  from cases.entry
) as ordered
where ordered.id = entry.id;

alter table cases.entry
  alter position set not null,
  add constraint entry_position check (position >= 0),
  add constraint entry_case_id_position unique (case_id, position);
