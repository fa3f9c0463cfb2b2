-- A job's last success outlives the node that ran it, so that `check` can tell of last night.
create schema operations;

create table operations.job_run (
  job text primary key,
  tried_at timestamptz not null,
  succeeded_at timestamptz
);

comment on table operations.job_run is 'When each nightly job last ended on any node, to the minute. Nothing about anybody';
comment on column operations.job_run.succeeded_at is 'Null while no run of it has succeeded';

grant usage on schema operations to shouwang_public, shouwang_staff;
grant select, insert, update on operations.job_run to shouwang_public, shouwang_staff;
