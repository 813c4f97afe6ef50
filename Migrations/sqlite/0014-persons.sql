-- What happens to a person while something else is on its way ends well: a password that is reset, a number that changes
-- hands, several tries of a password at once.

-- Since when a person has the keys they have, where these replaced others: reports that were asked for before stay closed.
-- Null: since they registered, or reset before this.
alter table persons add column keys_since bigint;
