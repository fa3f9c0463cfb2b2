create table directory.understanding (
    key text primary key,
    lexicon jsonb,
    lines jsonb,
    edited boolean not null default false,
    check ((lexicon is null) <> (lines is null))
);

comment on table directory.understanding is
    'What texts are understood by: a row for each group of phrases, and one for the table from situations to lines. A row that was edited here stays when an upgrade brings a new one.';

grant select on directory.understanding to shouwang_public, shouwang_staff;
grant insert, update, delete on directory.understanding to shouwang_staff;
