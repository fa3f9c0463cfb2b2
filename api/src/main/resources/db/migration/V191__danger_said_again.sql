-- Danger that only the retry of a message says is told once, however often the retry comes.

alter table cases.entry add column danger_said_again boolean not null default false;
comment on column cases.entry.danger_said_again is 'Whether the sender has sent the message again and said of it that it is danger now';

grant update (danger_said_again) on cases.entry to shouwang_public;
