-- Within one urgency, cases that are marked as a surge come after the others in the inbox.

drop index cases.case_file_inbox;
drop index cases.case_file_closed;

create index case_file_inbox on cases.case_file (centre, urgency_rank, surge, due_at, id)
  where status <> 'CLOSED' and erased_on is null and merged_into is null;
create index case_file_closed on cases.case_file (centre, urgency_rank, surge, due_at, id)
  where status = 'CLOSED' and erased_on is null and merged_into is null;
