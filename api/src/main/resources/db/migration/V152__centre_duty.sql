-- When somebody is at a centre, and who hears of danger that nobody claims.

create table cases.centre_hours (
  centre text not null,
  weekday smallint not null check (weekday between 1 and 7),
  opens smallint not null check (opens between 0 and 1439),
  closes smallint not null check (closes between 1 and 1440),
  primary key (centre, weekday, opens),
  check (closes > opens)
);
comment on table cases.centre_hours is 'In minutes of the day, when a person is at a centre''s intake, on days that are no days off; shown to senders. No row: it is not said';
grant select on cases.centre_hours to shouwang_public;
grant select, insert, delete on cases.centre_hours to shouwang_staff;

create table intake.second_receiver (
  centre text primary key,
  worker text,
  other_centre text,
  named_by text not null,
  check ((worker is null) <> (other_centre is null))
);
comment on table intake.second_receiver is 'Who hears of danger that nobody at a centre has claimed for ten minutes: a colleague''s devices, or another centre''s';
grant select, insert, update, delete on intake.second_receiver to shouwang_staff;
