create table intake.job_claim (
  job text not null,
  day date not null,
  primary key (job, day)
);
comment on table intake.job_claim is 'Which of the nodes'' daily and weekly work somebody has taken on. Kept.';

grant select, insert on intake.job_claim to shouwang_staff;
