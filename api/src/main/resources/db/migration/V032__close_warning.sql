-- A silent case is closed only some days after the nightly job put it before staff.
alter table cases.case_file add close_warned_on date;
comment on column cases.case_file.close_warned_on is 'When staff were told that this silent case will be closed; null again once somebody writes';
