-- What is known of banks while they work: their health counted by half minutes, when they are in maintenance, and
-- which of their signed messages were taken already, so that none counts twice.

-- When the bank was asked first: latencies and time-outs are reckoned from there.
alter table enquiries add column asked_at bigint;

-- Counts by slots of 30 seconds; `slot` is the start. `measure`: asked, l00 to l82 (answered, by latency), timeout,
-- code:<code> (failures), refused:<code>. A `bank` of '' stands for what came from nobody known.
create table health (
  bank text not null,
  slot bigint not null,
  measure text not null,
  count bigint not null,
  primary key (bank, slot, measure)
) without rowid;

-- Signed messages that were taken, until their signatures have run out.
create table nonces (
  nonce text not null primary key,
  until bigint not null
) without rowid;
create index nonces_until on nonces (until);

-- When banks are in maintenance: nothing is sent to them meanwhile. Onboarding facts, not part of a revision.
create table maintenances (
  number integer not null primary key,
  bank text not null,
  from_at bigint not null,
  until_at bigint not null,
  author text not null,
  made_at bigint not null,
  cancelled integer not null default 0
);
create index maintenances_bank on maintenances (bank);
