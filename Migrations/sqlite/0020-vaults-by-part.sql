-- The rows of the vaults are numbered by part and query: by the program, as their seals cover their numbers.
select 1;
