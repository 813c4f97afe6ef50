-- A code belongs to whoever asked for it, so that a stranger's requests and guesses are counted apart from the owner's;
-- and a person can lose a phone number to somebody else.

-- `requester` is a keyed hash: of a machine's token, or of the person who is signed in. Codes sent before this are
-- nobody's and have to be asked for anew. `own`: asked for by somebody who had shown that the phone is theirs.
alter table codes add column requester blob not null default x'';
alter table codes add column own integer not null default 0;
create index codes_requester on codes (requester, sent_at);

-- Who has given a right code that was sent to a phone, and when last.
create table known_requesters (
  phone_hash blob not null,
  requester blob not null,
  at bigint not null,
  primary key (phone_hash, requester)
);

-- When the number went to somebody else. `phone_hash` is then a hash that no phone has.
alter table persons add column phone_lost_at bigint;
