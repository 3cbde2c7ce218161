-- Why an action is not going to be done. Who owns one may be somebody outside: a name without a part.

ALTER TABLE action ADD COLUMN dropped_by TEXT;
ALTER TABLE action ADD COLUMN dropped_on TEXT;
ALTER TABLE action ADD COLUMN dropped_reason TEXT;
