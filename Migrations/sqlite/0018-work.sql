-- A query is one piece of work: one row with its banks' states packed, instead of a row for each bank with an index of
-- random texts. Open queries are carried over in the transaction that applies this step.

-- `state` is what `PackedEnquiries` writes; `next_at` is when the query is next to be looked at (null: all that is open is
-- put aside), `owner` who has some of it in hand. These two decide only when something is tried.
create table work (
  query integer not null primary key,
  next_at bigint,
  owner text,
  state blob not null,
  seal blob
);
create index work_next on work (next_at);

-- What cannot be asked soon, by bank, in order: `fetches` is 1 where an answer is to be fetched.
create table waiting (
  bank text not null,
  fetches integer not null,
  since bigint not null,
  query bigint not null,
  primary key (bank, fetches, since, query)
) without rowid;

-- What banks know an enquiry and a consent by is derived from the query and the place under a key of the server secret, of
-- which this is the version. Null: a query from before, whose identifiers are in `named_enquiries` until it ends.
alter table queries add column identifier_key integer;
create table named_enquiries (
  query bigint not null,
  position integer not null,
  id text not null unique,
  consent text not null,
  seal blob,
  primary key (query, position)
);

-- The ephemeral keys of answers, as hashes, in generations of two days: each is good for one answer. Those in `nonces` are
-- carried over with the queries.
create table answer_keys (
  generation integer not null,
  key blob not null,
  primary key (generation, key)
) without rowid;
