-- Why a rule is as it is, and an audit chain of a million records: which revisions changed which subject, and what the
-- chain is asked for without reading the whole of it.

-- The subjects that each revision changed, named as `compare` names them; it follows from the revisions.
create table rollout_changes (
  path text not null,
  revision bigint not null,
  primary key (path, revision)
) without rowid;

insert or ignore into rollout_changes (path, revision)
select 'service', now.number from revisions now join revisions before on before.number = now.number - 1
where json_extract(now.rollout, '$.service') is not json_extract(before.rollout, '$.service');

-- A channel, region, bank or policy was changed where one of the two revisions says something else, or nothing.
insert or ignore into rollout_changes (path, revision)
select 'channels.' || entry.value, now.number
from revisions now join revisions before on before.number = now.number - 1, json_each(now.rollout, '$.channels') entry
where entry.value not in (select value from json_each(before.rollout, '$.channels'))
union
select 'channels.' || entry.value, now.number
from revisions now join revisions before on before.number = now.number - 1, json_each(before.rollout, '$.channels') entry
where entry.value not in (select value from json_each(now.rollout, '$.channels'));

insert or ignore into rollout_changes (path, revision)
select 'regions.' || entry.key || '.share', now.number
from revisions now join revisions before on before.number = now.number - 1, json_each(now.rollout, '$.regions') entry
where entry.value is not (select value from json_each(before.rollout, '$.regions') where key = entry.key)
union
select 'regions.' || entry.key || '.share', now.number
from revisions now join revisions before on before.number = now.number - 1, json_each(before.rollout, '$.regions') entry
where entry.key not in (select key from json_each(now.rollout, '$.regions'));

insert or ignore into rollout_changes (path, revision)
select 'banks.' || entry.key, now.number
from revisions now join revisions before on before.number = now.number - 1, json_each(now.rollout, '$.banks') entry
where entry.value is not (select value from json_each(before.rollout, '$.banks') where key = entry.key)
union
select 'banks.' || entry.key, now.number
from revisions now join revisions before on before.number = now.number - 1, json_each(before.rollout, '$.banks') entry
where entry.key not in (select key from json_each(now.rollout, '$.banks'));

insert or ignore into rollout_changes (path, revision)
select 'policies.' || entry.key, now.number
from revisions now join revisions before on before.number = now.number - 1, json_each(now.rollout, '$.policies') entry
where entry.value is not (select value from json_each(before.rollout, '$.policies') where key = entry.key)
union
select 'policies.' || entry.key, now.number
from revisions now join revisions before on before.number = now.number - 1, json_each(before.rollout, '$.policies') entry
where entry.key not in (select key from json_each(now.rollout, '$.policies'));

-- Which revision was in force at a time.
create index revisions_effective on revisions (effective_at, number);

-- What operators read about people.
create index audit_reads on audit (at, author) where action = 'read';
