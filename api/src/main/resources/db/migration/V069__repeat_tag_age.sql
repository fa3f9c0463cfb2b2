-- The tags that have to be forgotten, among half a year's that do not yet.
create index case_file_repeat_tag_age on cases.case_file (received_at)
  where repeat_tag is not null;
