-- Whoever can write the file alone changes nothing of the audit chain, or of what decides a commit, without being
-- noticed: every record is authenticated under the server secret, and so is what the small tables that decide look like
-- at the end of the chain (rule 11).

-- HMAC-SHA256 over a record and its hash. Records of before get theirs once, from `init`, where the chain is found whole.
alter table audit add column mac blob;

-- The end of the chain, the revision in force, what falls due next, the registry's fingerprint and a digest of each
-- table that decides: `content` is JSON, `mac` is over it.
create table authority (
  id integer not null primary key check (id = 1),
  content text not null,
  mac blob not null
);

-- Over the latest time any write has carried.
alter table clock add column mac blob;
