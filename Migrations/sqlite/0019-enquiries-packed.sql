-- What was in `enquiries` is in `work` and `named_enquiries` now.
drop table enquiries;
