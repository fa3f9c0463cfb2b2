-- Each node compares the migrations that have run with those that it knows, without the owner's password.
grant usage on schema migrations to shouwang_public, shouwang_staff;
grant select on migrations.flyway_schema_history to shouwang_public, shouwang_staff;
