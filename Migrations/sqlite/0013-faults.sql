-- What is wrong on the network's own side ends nothing and destroys nothing: a clock that is not believed, a key that is
-- not where it was.

-- A clock that jumps ahead is believed where the machine has run on since the latest write without its clock being set:
-- so it is noted when that machine was started, by the clock that wrote. Null: not known.
alter table clock add column machine_start bigint;

-- When the end of a query is tried again whose enquiries have all ended and whose key could not be read.
alter table queries add column conclude_at bigint;
create index queries_conclude on queries (conclude_at) where conclude_at is not null;

-- The last day for which a key was made: one that is missing up to then was lost, and is not made anew. Null: none yet.
create table day_keys (
  id integer not null primary key check (id = 1),
  through integer
);
insert into day_keys (id, through) values (1, null);
