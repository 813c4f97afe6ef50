-- What there is one of is so by the schema, too, and not only because whoever adds it has looked before: with more than
-- one writer somebody else may add it in between. Persons, sessions, messages, refusals, approvals have been so from the
-- beginning. The glass of a request is not: what decides is looked for by no index.

-- One open query a person (rule 3).
create unique index queries_open on queries (person) where state in ('accepted', 'collecting');

-- The latest time is noted to the second from now on, rounded up. `keeper`: the program that alone has written in that
-- second, and so knows when exactly. Null: nobody does, and whoever writes before that time carries it.
alter table clock add column keeper text;
