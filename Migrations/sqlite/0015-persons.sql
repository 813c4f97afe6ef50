-- What happens to a person while something else is on its way ends well: a password that is reset, a number that changes
-- hands, several tries of a password at once.

-- Since when a person has the keys they have, where these replaced others: reports that were asked for before stay closed.
-- Null: since they registered, or reset before this.
alter table persons add column keys_since bigint;

-- Whom a message is meant for, judged again when it is sent: numbers change hands while a gateway is down. `reach`:
-- `holder` (the number, while it is that person's), `person` (the person, on the number they have then), `former` (the
-- number that was the person's, while it is nobody else's). Null: whoever has the number, and all messages of before.
alter table outbox add column person text;
alter table outbox add column reach text;

-- Identity and face checks that were asked for before a code had shown whose the phone is, so that nobody asks the services
-- without end about somebody else's number. `own`: asked for by the phone's owner, as with codes.
create table presence_checks (
  number integer not null primary key,
  phone_hash blob not null,
  requester blob not null,
  own integer not null,
  at bigint not null
);
create index presence_checks_phone on presence_checks (phone_hash, at);
create index presence_checks_requester on presence_checks (requester, at);

-- The attempts at a payment password that have begun and are not known to be right or wrong, with the end of their leases:
-- `ID@MILLISECONDS`, blanks between. Null: none. Those of before were counted as wrong when they began.
alter table persons add column password_trying text;
