-- What is known of banks while they work: their health, counted by half minutes, and which of their signed messages
-- were taken already, so that none counts twice.

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
