-- Who agreed to an edition of the plan, by the change that took it.
CREATE TABLE consent (
    journey    TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    edition    TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    entered_on TEXT NOT NULL,
    agreed     TEXT NOT NULL,
    PRIMARY KEY (journey, edition)
) STRICT, WITHOUT ROWID;
