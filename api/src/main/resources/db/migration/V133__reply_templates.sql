create table intake.reply_templates (
  centre text not null,
  version integer not null,
  saved_by text not null,
  saved_at timestamptz not null,
  templates text not null,
  primary key (centre, version)
);
comment on table intake.reply_templates is 'A centre''s texts from which replies can start; every version that was ever saved. Words of the office and of no sender. Kept.';

grant select, insert on intake.reply_templates to shouwang_staff;
