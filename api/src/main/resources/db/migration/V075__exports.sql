create table intake.export (
  id uuid primary key,
  worker text not null,
  centre text not null,
  case_id uuid,
  from_day date,
  to_day date,
  format text not null,
  expires_at timestamptz not null
);
comment on table intake.export is 'Who may fetch which export until when; it holds nothing of it. Deleted a day later.';
comment on column intake.export.worker is 'The only one who may fetch it';

grant select, insert, delete on intake.export to shouwang_staff;

-- An export of a range reads page by page in this order.
create index case_file_export on cases.case_file (centre, received_at, id);
