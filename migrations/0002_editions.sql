-- A goal that a newer edition of the plan no longer has stays where something was done on it.

ALTER TABLE goal ADD COLUMN dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1));
