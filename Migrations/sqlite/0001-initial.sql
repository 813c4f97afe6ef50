-- Everything from a rollout script to an opened report: the rollout and its audit, the banks, the people
-- with their sessions and codes, their queries, the enquiries to banks, and the SMS outbox.
-- Times are milliseconds since 1970 UTC. What is sealed is a blob that only the secrets open.

-- What the database is: `sandbox`, `instance`, and `keyCheck`, by which a foreign secret is recognised.
create table meta (
  name text not null primary key,
  value text not null
);

-- The latest time any write has carried (rule 10: a write before it is refused).
create table clock (
  id integer not null primary key check (id = 1),
  latest bigint not null
);

create table revisions (
  number bigint not null primary key,
  rollout text not null,
  author text not null,
  comment text not null,
  committed_at bigint not null,
  effective_at bigint not null,
  hash text not null
);

-- The one row that every acceptance reads in its own transaction (rule 1).
create table running (
  id integer not null primary key check (id = 1),
  revision bigint not null
);

-- The latest revision that closed a bank: what was accepted before it is withdrawn, also if the bank is back (rule 9).
create table closures (
  bank text not null primary key,
  revision bigint not null
);

-- Commits that take force later. `state`: pending, applied, dropped, told another (dropped, and another operator
-- knows), told (dropped, and its author knows).
create table scheduled (
  number integer not null primary key,
  base bigint not null,
  rollout text not null,
  author text not null,
  comment text not null,
  committed_at bigint not null,
  effective_at bigint not null,
  state text not null,
  revision bigint
);
create index scheduled_pending on scheduled (effective_at, number) where state = 'pending';

-- The hash chain over everything operators did (rule 8).
create table audit (
  sequence bigint not null primary key,
  at bigint not null,
  author text not null,
  action text not null,
  object text not null,
  detail text not null,
  hash text not null
);

-- Onboarding facts of banks: in force at once, not part of a revision.
create table endpoints (
  bank text not null primary key,
  url text,
  public_key blob,
  changed_at bigint not null
);

-- One row per identity number (rule 3). `details` holds name, numbers and phone, sealed.
create table persons (
  id text not null primary key,
  identity_hash blob not null unique,
  phone_hash blob not null unique,
  details blob not null,
  region text not null,
  bucket integer not null,
  public_key blob not null,
  private_key blob not null,
  registered_at bigint not null,
  moved_at bigint,
  password_failures integer not null,
  password_locked_until bigint
);

create table sessions (
  token_hash blob not null primary key,
  person text not null,
  expires_at bigint not null
);

-- SMS codes. `binding` is what the code was sent for. `state`: open, used, replaced, locked.
create table codes (
  number integer not null primary key,
  phone_hash blob not null,
  purpose text not null,
  binding blob not null,
  code_hash blob not null,
  sent_at bigint not null,
  expires_at bigint not null,
  attempts integer not null,
  state text not null
);
create index codes_phone on codes (phone_hash, purpose, number);

-- `number` keeps rows in the order of acceptance, so that a large table costs no more to add to than an empty one.
-- `banks` are the chosen codes in the order chosen; `outcomes` is filled when the query ends, and the
-- enquiries are deleted then. `vault_day` is the day of expiry whose vault table holds key and answers.
create table queries (
  number integer not null primary key,
  id text not null unique,
  person text not null,
  state text not null,
  reason text,
  revision bigint not null,
  region text not null,
  channel text not null,
  agreement text not null,
  banks text not null,
  outcomes text,
  public_key blob not null,
  vault_day integer not null,
  accepted_at bigint not null,
  due_at bigint not null,
  generated_at bigint,
  expires_at bigint
);
create index queries_person on queries (person, number);
create index queries_due on queries (due_at) where state in ('accepted', 'collecting');
create index queries_expiry on queries (expires_at) where state = 'reported';

-- The open queries' questions to banks. `next_at`: when something is to be done next; a worker that takes a
-- row moves it past its own time-out and puts its mark as `owner`, so that another takes over if it dies.
create table enquiries (
  query bigint not null,
  position integer not null,
  bank text not null,
  id text not null unique,
  consent text not null,
  state text not null,
  code text,
  attempts integer not null,
  next_at bigint not null,
  due_at bigint not null,
  owner text,
  primary key (query, position)
);
create index enquiries_next on enquiries (bank, next_at) where state in ('queued', 'sent', 'acknowledged');

-- The days of expiry that have a vault table (`vault_` and the day's number). `cleared`: dropped, and the
-- truncating checkpoint still has to succeed.
create table vaults (
  day integer not null primary key,
  state text not null
);

-- Nothing about the person but a keyed pseudonym.
create table refusals (
  number integer not null primary key,
  id text not null unique,
  at bigint not null,
  codes text not null,
  revision bigint not null,
  pseudonym blob
);

-- SMS to be sent: deleted once the gateway has taken them.
create table outbox (
  number integer not null primary key,
  id text not null unique,
  phone blob not null,
  text blob not null,
  attempts integer not null,
  next_at bigint not null,
  expires_at bigint not null,
  owner text
);
create index outbox_next on outbox (next_at);

-- What the sandbox's own SMS gateway has delivered.
create table sandbox_messages (
  number integer not null primary key,
  id text not null unique,
  phone_hash blob not null,
  sent_at bigint not null,
  text blob not null
);
create index sandbox_messages_phone on sandbox_messages (phone_hash, number);

insert into clock (id, latest) values (1, 0);
