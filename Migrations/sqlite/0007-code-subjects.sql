-- A code for an application is kept with the banks that were shown when it was sent, so that the right code for banks that
-- have changed since is told from a wrong one. Empty for every other purpose, and for codes sent before.
alter table codes add column subject text not null default '';
