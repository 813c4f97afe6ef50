-- Banks come on board: their pairs of keys over time, private lines, and certification, whose end suspends a bank by
-- itself.

-- A bank's pairs of keys in the order in which they were registered: X25519, to which enquiries are sealed, and Ed25519,
-- with which the bank signs. Rows stay, so that what an old key signed can still be proved.
create table bank_keys (
  number integer not null primary key,
  bank text not null,
  seal_key blob not null,
  sign_key blob,
  valid_from bigint not null,
  valid_until bigint
);
create index bank_keys_bank on bank_keys (bank, number);

-- `endpoints.public_key` is not read any more. A key is as old as the audit record that entered it.
insert into bank_keys (bank, seal_key, valid_from)
select bank, public_key, coalesce(
  (select max(at) from audit where action = 'key' and object = 'bank ' || endpoints.bank), changed_at)
from endpoints where public_key is not null order by bank;
update endpoints set public_key = null;

-- Whether the endpoint may resolve to a private address.
alter table endpoints add column private_lines integer not null default 0;

-- Why a scheduled commit was dropped: `conflict`, `altered`, `bank_not_certified`.
alter table scheduled add column drop_reason text;

-- `verdict`: pass, fail, conditional. `evidence` is the report of the conformance suite.
create table certifications (
  number integer not null primary key,
  bank text not null,
  url text not null,
  keys text not null,
  verdict text not null,
  certified_at bigint not null,
  ends_at bigint,
  suite text not null,
  evidence text not null,
  author text not null
);
create index certifications_bank on certifications (bank, number);

-- The banks whose certification holds, and when it ends: by its term, or with the last certified pair of keys. A bank
-- leaves it when the end was applied. Every acceptance looks here once (rule 1).
create table certified (
  bank text not null primary key,
  ends_at bigint not null
);
create index certified_end on certified (ends_at);
