alter table cases.case_file add column if not exists repeat_tag integer;

create table intake.repeat_case (
  case_id uuid primary key
);
comment on table intake.repeat_case is 'Cases whose place and topic somebody had told of within the six months before; found while both have their tag. Kept for statistics.';

grant select, insert on intake.repeat_case to shouwang_staff;

create table directory.search_count (
  month date primary key,
  searches bigint not null,
  without_result bigint not null
);
comment on table directory.search_count is 'How many searches with a text there were in a month, and how many found nothing. No text, no place. Kept.';

grant select, insert, update on directory.search_count to shouwang_public;
grant select on directory.search_count to shouwang_staff;

create table directory.published_figures (
  centre text not null,
  month date not null,
  figures text not null,
  primary key (centre, month)
);
comment on table directory.published_figures is 'The suppressed figures of a month that is over, as JSON; written once and never again, so that no difference in time tells anything. Public.';

grant select on directory.published_figures to shouwang_public;
grant select, insert on directory.published_figures to shouwang_staff;
