-- Rows that decide who can read, who is asked, where and with which key are authenticated under the server secret, so that
-- whoever can write this file and has no secret cannot change, exchange or copy them unnoticed. Rows that are here already
-- are sealed in the transaction that applies this step; from then on a row without its seal was altered. Vaults get their
-- column there, too, as their names are not known here.

alter table persons add column seal blob;
alter table sessions add column seal blob;
alter table codes add column seal blob;
alter table queries add column seal blob;
alter table enquiries add column seal blob;
alter table outbox add column seal blob;
alter table sandbox_messages add column seal blob;
alter table maintenances add column seal blob;
alter table certifications add column seal blob;

-- `ring` is the digest of the bank's rows of `bank_keys`: one seal covers all that a bank registered.
alter table endpoints add column ring blob;
alter table endpoints add column seal blob;
