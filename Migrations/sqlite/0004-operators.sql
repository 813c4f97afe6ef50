-- Who may do what, what waits for somebody else's approval, and commits that are undone unless somebody confirms them.

-- Operators by their account; `role`: viewer, operator, approver, administrator.
create table operators (
  name text not null primary key,
  role text not null,
  added_at bigint not null,
  added_by text not null
);
insert into operators (name, role, added_at, added_by)
select json_extract(detail, '$.administrator'), 'administrator', at, author from audit where action = 'init' order by sequence limit 1;

-- Commits with a timer. `state`: waiting, confirmed, restored. `restoration` is the revision that undid it, if one had to.
create table unconfirmed (
  revision bigint not null primary key,
  author text not null,
  from_at bigint not null,
  until_at bigint not null,
  guardrails text not null,
  state text not null,
  decided_by text,
  restoration bigint
);
create index unconfirmed_waiting on unconfirmed (until_at) where state = 'waiting';

-- A scheduled commit's own timer, which begins when it takes force.
alter table scheduled add column confirm_minutes integer;
alter table scheduled add column guardrails text not null default '';

-- What waits for approval. `content` is what is done once it is approved; each edit makes a new version. `state`: open,
-- done, rejected.
create table requests (
  number integer not null primary key,
  author text not null,
  version integer not null,
  content text not null,
  comment text not null,
  made_at bigint not null,
  state text not null,
  closed_by text,
  reason text
);

create table approvals (
  request integer not null,
  version integer not null,
  operator text not null,
  at bigint not null,
  primary key (request, version, operator)
);

-- Emergencies that went at once, until somebody else has signed them.
create table reviews (
  number integer not null primary key,
  revision bigint not null,
  author text not null,
  reason text not null,
  made_at bigint not null,
  signed_by text,
  signed_at bigint
);

-- What the chain says of one thing.
create index audit_object on audit (object, sequence);
