-- What the nightly retention looks for, among cases that mostly do not concern it.
create index case_file_close_on on cases.case_file (close_on)
  where status <> 'CLOSED' and erased_on is null;
create index receipt_hash_retired_until on cases.receipt_hash (retired_until)
  where retired_until is not null;
