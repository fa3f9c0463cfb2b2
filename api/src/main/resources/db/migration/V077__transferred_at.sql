-- When a case came to its present centre from another one: its workers hear of it like of a new one.

alter table cases.case_file
  add column transferred_at timestamptz;
comment on column cases.case_file.transferred_at is 'A step of staff, so exact; kept with the tombstone, as the event of it is';

create index case_file_transferred_at on cases.case_file (centre, transferred_at)
  where transferred_at is not null;
