alter table intake.alert_device
  add column tag bytea;
comment on column intake.alert_device.tag is 'HMAC-SHA-256 of the token under the link key, which no database holds: the same device under two names wakes once. Null until it is brought again';
create index alert_device_tag on intake.alert_device (tag);
