-- What was said though it changed nothing, and what guardrails need to decide.

-- Paths of subjects that a revision said again while something unconfirmed held them, or that a restoration could not
-- bring back as they were; `*` for all. What is undone later is undone by them, too.
alter table revisions add column restated text not null default '';
-- Paths of subjects that a scheduled commit says beyond what it changes of its base.
alter table scheduled add column restated text not null default '';

-- How many enquiries a decision takes, and what comes of too few: `50 hold`; '' is as usual.
alter table scheduled add column evidence text not null default '';
alter table unconfirmed add column evidence text not null default '';
