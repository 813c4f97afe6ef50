-- The way back where those who would have to approve are not there: a request that takes force at its time without the
-- approvals it lacks, unless somebody rejects it before.

-- `state`: waiting, done (`review` is left open afterwards), dropped (`drop_reason`; the request stays open), withdrawn
-- (the request was approved, rejected or edited before).
create table broken_glass (
  number integer not null primary key,
  request integer not null,
  version integer not null,
  author text not null,
  reason text not null,
  made_at bigint not null,
  due_at bigint not null,
  state text not null,
  drop_reason text,
  review integer
);
create index broken_glass_waiting on broken_glass (due_at) where state = 'waiting';
