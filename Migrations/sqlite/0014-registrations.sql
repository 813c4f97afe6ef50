-- Less to trust: what decides is looked for by no index, and what each bank registered last is bound to the end of the
-- audit chain, so that an earlier state of its rows, seals and all, does not come back (rule 11).

-- `endpoint` is the seal of the bank's row in `endpoints`; `certification` the number of its latest certification, and
-- `certificate` the seal of that row. Filled by `init` as far as the rows agree with the chain.
create table registrations (
  bank text not null primary key,
  endpoint blob,
  certification bigint,
  certificate blob
);

-- The rows of these tables are read as a whole: an index could only hide some.
drop index scheduled_pending;
drop index unconfirmed_waiting;
drop index broken_glass_waiting;
drop index certified_end;
drop index maintenances_bank;
-- The latest certification is named by `registrations`.
drop index certifications_bank;
