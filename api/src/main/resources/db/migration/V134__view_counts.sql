create table directory.view_count (
  month date not null,
  view text not null,
  views bigint not null,
  primary key (month, view)
);
comment on table directory.view_count is 'How often the guide, the three steps and the advice for thoughts of suicide were asked for in a month. Nothing of who, where or when. Kept.';

grant select, insert, update on directory.view_count to shouwang_public;
grant select on directory.view_count to shouwang_staff;
