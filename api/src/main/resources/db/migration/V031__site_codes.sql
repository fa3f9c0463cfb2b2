-- Posters at counters. Which reports came by one is sealed, so a site here leads to no case.
create table cases.site_code (
  code text primary key,
  centre text not null,
  gatekeeper_kind text not null,
  area text not null,
  office_zh text not null,
  office_en text not null,
  signature bytea not null,
  revoked boolean not null default false
);
comment on table cases.site_code is 'Codes of printed posters; trusted only with the signature of the site-code key. Kept.';

grant select on cases.site_code to shouwang_public;
grant select, insert, update on cases.site_code to shouwang_staff;
