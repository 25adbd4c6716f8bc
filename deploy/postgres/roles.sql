-- The role that the line's processes use: no superuser, makes no roles and no databases, owns this database's schemas and nothing else.
-- Run once by the superuser, in the line's database, by psql with -v role=… -v database=… -v password=… (roles.sh does it in compose).
create role :"role" login password :'password' nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
revoke all on database :"database" from public;
-- Its own schemas: migrations keep their list in one, the queue (without Redis) its jobs in another.
grant connect, create, temporary on database :"database" to :"role";
alter schema public owner to :"role";
revoke all on schema public from public;
