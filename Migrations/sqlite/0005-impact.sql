-- What a commit means is counted before it happens: people by region and bucket, so that nobody has to be looked at, and
-- how enquiries ended, by which a group of regions may open after another.

-- How many registered people there are, kept with `persons` in the same transaction.
create table population (
  region text not null,
  bucket integer not null,
  count bigint not null,
  primary key (region, bucket)
) without rowid;

insert into population (region, bucket, count)
select region, bucket, count(*) from persons group by region, bucket;

-- The same by hundreds of buckets, `hundred` being the bucket by 100, so that a sum over many is short.
create table population_hundreds (
  region text not null,
  hundred integer not null,
  count bigint not null,
  primary key (region, hundred)
) without rowid;

insert into population_hundreds (region, hundred, count)
select region, bucket / 100, sum(count) from population group by region, bucket / 100;

-- How enquiries ended, by the region of their query and the day (+08:00, days since 1970) on which it ended; withdrawn ones
-- are left out. `answered`: with the bank's answer, which is within the deadline.
create table answers (
  region text not null,
  day integer not null,
  ended bigint not null,
  answered bigint not null,
  primary key (region, day)
) without rowid;

-- Of queries that ended without a report the day of acceptance is known only. An outcome is `BANK STATE[ CODE]`.
insert into answers (region, day, ended, answered)
select region, (coalesce(generated_at, accepted_at) + 28800000) / 86400000,
  sum(1 + length(outcomes) - length(replace(outcomes, ';', ''))
    - (length(outcomes) - length(replace(outcomes, ' withdrawn', ''))) / 10),
  sum((length(outcomes) - length(replace(outcomes, ' answered', ''))) / 9)
from queries where outcomes is not null and outcomes <> '' group by 1, 2;
