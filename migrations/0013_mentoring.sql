-- Why an action is not going to be done. Who owns one may be somebody outside: a name without a part.

ALTER TABLE action ADD COLUMN dropped_by TEXT;
ALTER TABLE action ADD COLUMN dropped_on TEXT;
ALTER TABLE action ADD COLUMN dropped_reason TEXT;

-- What kind of 1:1 it is.
ALTER TABLE meeting ADD COLUMN occasion TEXT NOT NULL DEFAULT 'weekly'
    CHECK (occasion IN ('first', 'weekly', 'monthly', 'career'));

-- The first steps of the plan that were taken.
CREATE TABLE first_step (
    journey  TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    step     TEXT NOT NULL,
    taken_by TEXT NOT NULL,
    taken_on TEXT NOT NULL,
    PRIMARY KEY (journey, step)
) STRICT, WITHOUT ROWID;
