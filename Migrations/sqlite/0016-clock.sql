-- A wrong clock that creeps is refused like one that jumps: what it is measured by does not move with it.

-- In which run of the machine the time in machine_start was taken. Null: not known.
alter table clock add column boot text;

-- How far from the kernel's clock an operator took a program's clock as right, in milliseconds. Null: it is the kernel's.
alter table clock add column ahead bigint;
