-- The log of changes, and the tables that hold what it folds to.

CREATE TABLE device (
    id TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE journey (
    id               TEXT NOT NULL PRIMARY KEY,
    hire             TEXT NOT NULL,
    mentor           TEXT,
    manager          TEXT,
    start            TEXT NOT NULL,
    plan             TEXT NOT NULL,
    edition          INTEGER NOT NULL,
    title            TEXT NOT NULL,
    source           TEXT NOT NULL,
    summary          TEXT NOT NULL,
    mission          TEXT NOT NULL,
    success          TEXT NOT NULL,
    high_performance TEXT NOT NULL, -- a JSON array of texts
    contexts         TEXT NOT NULL, -- a JSON array of {"slug", "name"}
    withdrawn        INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
) STRICT, WITHOUT ROWID;

-- The role's guide is read only where it is looked at.
CREATE TABLE guide (
    journey TEXT NOT NULL PRIMARY KEY REFERENCES journey (id) ON DELETE CASCADE,
    pages   TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE milestone (
    journey   TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    milestone TEXT NOT NULL CHECK (milestone IN ('30', '60', '90', '6m', '12m', 'beyond')),
    theme     TEXT NOT NULL,
    PRIMARY KEY (journey, milestone)
) STRICT, WITHOUT ROWID;

CREATE TABLE goal (
    journey         TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    slug            TEXT NOT NULL,
    position        INTEGER NOT NULL,
    milestone       TEXT NOT NULL CHECK (milestone IN ('30', '60', '90', '6m', '12m', 'beyond')),
    title           TEXT NOT NULL,
    why             TEXT NOT NULL,
    evidence_asked  TEXT NOT NULL,
    pitfall         TEXT,
    asks            TEXT NOT NULL CHECK (asks IN ('all', 'any')),
    context         TEXT, -- the one that added the goal
    stage           TEXT NOT NULL DEFAULT 'open'
                    CHECK (stage IN ('open', 'active', 'claimed', 'confirmed')),
    begun_by        TEXT,
    begun_on        TEXT,
    returned_by     TEXT,
    returned_on     TEXT,
    returned_reason TEXT,
    claimed_by      TEXT,
    claimed_on      TEXT,
    confirmed_by    TEXT,
    confirmed_on    TEXT,
    PRIMARY KEY (journey, slug)
) STRICT, WITHOUT ROWID;

CREATE TABLE criterion (
    journey   TEXT NOT NULL,
    goal      TEXT NOT NULL,
    slug      TEXT NOT NULL,
    position  INTEGER NOT NULL,
    text      TEXT NOT NULL,
    ticked_by TEXT,
    ticked_on TEXT,
    PRIMARY KEY (journey, goal, slug),
    FOREIGN KEY (journey, goal) REFERENCES goal (journey, slug) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE waiver (
    journey    TEXT NOT NULL,
    goal       TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    entered_on TEXT NOT NULL,
    reason     TEXT NOT NULL,
    agreed     TEXT NOT NULL,
    PRIMARY KEY (journey, goal),
    FOREIGN KEY (journey, goal) REFERENCES goal (journey, slug) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE deferral (
    journey    TEXT NOT NULL,
    goal       TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    entered_on TEXT NOT NULL,
    moved_to   TEXT NOT NULL,
    reason     TEXT NOT NULL,
    agreed     TEXT NOT NULL,
    PRIMARY KEY (journey, goal),
    FOREIGN KEY (journey, goal) REFERENCES goal (journey, slug) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE blocker (
    journey    TEXT NOT NULL,
    goal       TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    entered_on TEXT NOT NULL,
    waits_on   TEXT NOT NULL,
    waits_for  TEXT NOT NULL,
    since      TEXT NOT NULL,
    PRIMARY KEY (journey, goal),
    FOREIGN KEY (journey, goal) REFERENCES goal (journey, slug) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- A note on the journey as a whole names no goal.
CREATE TABLE note (
    id         TEXT NOT NULL PRIMARY KEY,
    journey    TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    goal       TEXT,
    author     TEXT NOT NULL,
    party      TEXT NOT NULL CHECK (party IN ('hire', 'mentor', 'manager')),
    day        TEXT NOT NULL,
    text       TEXT NOT NULL,
    visibility TEXT NOT NULL CHECK (visibility IN ('shared', 'private')),
    FOREIGN KEY (journey, goal) REFERENCES goal (journey, slug) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX note_journey ON note (journey, goal);

CREATE TABLE evidence (
    id         TEXT NOT NULL PRIMARY KEY,
    journey    TEXT NOT NULL,
    goal       TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    entered_on TEXT NOT NULL,
    link       TEXT NOT NULL,
    label      TEXT,
    FOREIGN KEY (journey, goal) REFERENCES goal (journey, slug) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX evidence_goal ON evidence (journey, goal);

CREATE TABLE pause (
    journey   TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL,
    reason    TEXT,
    PRIMARY KEY (journey, position)
) STRICT, WITHOUT ROWID;

-- The log. `arrival` tells the order in which this database came to know of the changes; the
-- order of the fold is (stamp, device, sequence).
CREATE TABLE change (
    arrival  INTEGER NOT NULL PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    journey  TEXT NOT NULL,
    stamp    INTEGER NOT NULL, -- milliseconds since 1970, UTC
    device   TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    day      TEXT NOT NULL,
    author   TEXT NOT NULL,
    party    TEXT NOT NULL CHECK (party IN ('hire', 'mentor', 'manager')),
    verb     TEXT NOT NULL,
    undoes   TEXT,
    edits    TEXT NOT NULL, -- JSON
    UNIQUE (device, sequence)
) STRICT;

CREATE INDEX change_journey ON change (journey);
CREATE INDEX change_order ON change (journey, stamp, device, sequence);
