-- A statement ends by itself when nobody waits for it any more: no statement outlives the driver's
-- patience of 5 s, no wait for a lock outlives an answer, and the server finds out that a client is
-- gone. Set on the roles and not in the connection, because poolers refuse startup options.
-- Where this role may not alter others, whoever made them does it (see the README); every process
-- compares at boot.
do $$
declare
  serving text;
begin
  foreach serving in array
    array['shouwang_public', 'shouwang_staff', 'shouwang_combined', 'shouwang_vault']
  loop
    if exists (select from pg_roles where rolname = serving) then
      execute format('alter role %I set statement_timeout = %L', serving, '4s');
      execute format('alter role %I set lock_timeout = %L', serving, '2s');
      execute format('alter role %I set client_connection_check_interval = %L', serving, '1s');
    end if;
  end loop;
exception
  when insufficient_privilege then
    raise notice 'the timeouts of the serving roles are to be set by whoever made the roles';
end
$$;
