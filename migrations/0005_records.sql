-- A plan is kept once, by its hash; each kind of record has a table of its own, keyed inside its
-- journey; the log is cut by audience. The program moves the log over and writes the rows anew
-- from it.

DROP TABLE treatment;
DROP TABLE rating;
DROP TABLE answer;
DROP TABLE grade;
DROP TABLE meeting;
DROP TABLE point;
DROP TABLE action;
DROP TABLE review;
DROP TABLE guide;
DROP TABLE pause;
DROP TABLE evidence;
DROP TABLE note;
DROP TABLE blocker;
DROP TABLE deferral;
DROP TABLE waiver;
DROP TABLE criterion;
DROP TABLE goal;
DROP TABLE milestone;
DROP TABLE journey;
DROP INDEX change_journey;
DROP INDEX change_order;
ALTER TABLE change RENAME TO change_4;

CREATE TABLE plan (
    hash    TEXT NOT NULL PRIMARY KEY, -- SHA-256 of the outline, a line feed and the guide
    outline TEXT NOT NULL,             -- JSON: the role, the goals, the contexts
    guide   TEXT NOT NULL              -- JSON; read only where it is looked at
) STRICT, WITHOUT ROWID;

-- The goals of each plan, for lists of journeys that read no text.
CREATE TABLE plan_goal (
    plan      TEXT NOT NULL REFERENCES plan (hash) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    slug      TEXT NOT NULL,
    milestone TEXT NOT NULL,
    PRIMARY KEY (plan, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE journey (
    id              TEXT NOT NULL PRIMARY KEY,
    hire            TEXT NOT NULL,
    mentor          TEXT,
    manager         TEXT,
    start           TEXT NOT NULL,
    plan            TEXT NOT NULL, -- the role's short name
    title           TEXT NOT NULL,
    copy            TEXT NOT NULL REFERENCES plan (hash),
    next_meeting    TEXT,
    archived_by     TEXT,
    archived_on     TEXT,
    archived_end    TEXT CHECK (archived_end IN ('finished', 'left', 'changed_role')),
    archived_reason TEXT,
    withdrawn       INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE pause (
    journey   TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL,
    reason    TEXT,
    PRIMARY KEY (journey, position)
) STRICT, WITHOUT ROWID;

-- A goal without a row is open.
CREATE TABLE stage (
    journey         TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    goal            TEXT NOT NULL,
    stage           TEXT NOT NULL CHECK (stage IN ('active', 'claimed', 'confirmed')),
    begun_by        TEXT,
    begun_on        TEXT,
    returned_by     TEXT,
    returned_on     TEXT,
    returned_reason TEXT,
    claimed_by      TEXT,
    claimed_on      TEXT,
    confirmed_by    TEXT,
    confirmed_on    TEXT,
    PRIMARY KEY (journey, goal)
) STRICT, WITHOUT ROWID;

CREATE TABLE tick (
    journey   TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    goal      TEXT NOT NULL,
    criterion TEXT NOT NULL,
    ticked_by TEXT NOT NULL,
    ticked_on TEXT NOT NULL,
    PRIMARY KEY (journey, goal, criterion)
) STRICT, WITHOUT ROWID;

CREATE TABLE waiver (
    journey    TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    goal       TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    entered_on TEXT NOT NULL,
    reason     TEXT NOT NULL,
    agreed     TEXT NOT NULL,
    PRIMARY KEY (journey, goal)
) STRICT, WITHOUT ROWID;

CREATE TABLE deferral (
    journey    TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    goal       TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    entered_on TEXT NOT NULL,
    moved_to   TEXT NOT NULL,
    reason     TEXT NOT NULL,
    agreed     TEXT NOT NULL,
    PRIMARY KEY (journey, goal)
) STRICT, WITHOUT ROWID;

CREATE TABLE blocker (
    journey    TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    goal       TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    entered_on TEXT NOT NULL,
    waits_on   TEXT NOT NULL,
    waits_for  TEXT NOT NULL,
    since      TEXT NOT NULL,
    PRIMARY KEY (journey, goal)
) STRICT, WITHOUT ROWID;

-- A note on the journey as a whole names no goal.
CREATE TABLE note (
    journey    TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    goal       TEXT,
    id         TEXT NOT NULL,
    author     TEXT NOT NULL,
    party      TEXT NOT NULL CHECK (party IN ('hire', 'mentor', 'manager')),
    day        TEXT NOT NULL,
    text       TEXT NOT NULL,
    visibility TEXT NOT NULL CHECK (visibility IN ('shared', 'private')),
    question   INTEGER NOT NULL CHECK (question IN (0, 1)),
    meeting    TEXT,
    PRIMARY KEY (journey, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
    journey    TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    goal       TEXT NOT NULL,
    id         TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    entered_on TEXT NOT NULL,
    link       TEXT NOT NULL,
    label      TEXT,
    PRIMARY KEY (journey, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE meeting (
    journey    TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    id         TEXT NOT NULL,
    started_by TEXT NOT NULL,
    party      TEXT NOT NULL CHECK (party IN ('hire', 'mentor', 'manager')),
    day        TEXT NOT NULL,
    clock      INTEGER NOT NULL, -- milliseconds since 1970, UTC
    agenda     TEXT NOT NULL,    -- JSON, as it began
    PRIMARY KEY (journey, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE closing (
    journey   TEXT NOT NULL,
    meeting   TEXT NOT NULL,
    closed_by TEXT NOT NULL,
    closed_on TEXT NOT NULL,
    next      TEXT,          -- the day agreed for the next one
    agenda    TEXT NOT NULL, -- JSON, as it ended
    notes     TEXT NOT NULL, -- a JSON array of the notes written in it
    PRIMARY KEY (journey, meeting),
    FOREIGN KEY (journey, meeting) REFERENCES meeting (journey, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE treatment (
    journey   TEXT NOT NULL,
    meeting   TEXT NOT NULL,
    topic     TEXT NOT NULL, -- JSON
    treatment TEXT NOT NULL CHECK (treatment IN ('discussed', 'put_off')),
    PRIMARY KEY (journey, meeting, topic),
    FOREIGN KEY (journey, meeting) REFERENCES meeting (journey, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE rating (
    journey      TEXT NOT NULL,
    meeting      TEXT NOT NULL,
    party        TEXT NOT NULL CHECK (party IN ('hire', 'mentor', 'manager')),
    role_clarity INTEGER NOT NULL CHECK (role_clarity BETWEEN 1 AND 5),
    confidence   INTEGER NOT NULL CHECK (confidence BETWEEN 1 AND 5),
    belonging    INTEGER NOT NULL CHECK (belonging BETWEEN 1 AND 5),
    words        TEXT,
    entered_by   TEXT NOT NULL,
    entered_on   TEXT NOT NULL,
    PRIMARY KEY (journey, meeting, party),
    FOREIGN KEY (journey, meeting) REFERENCES meeting (journey, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE point (
    journey    TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    id         TEXT NOT NULL,
    author     TEXT NOT NULL,
    party      TEXT NOT NULL CHECK (party IN ('hire', 'mentor', 'manager')),
    day        TEXT NOT NULL,
    text       TEXT NOT NULL,
    visibility TEXT NOT NULL CHECK (visibility IN ('shared', 'private')),
    PRIMARY KEY (journey, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE action (
    journey    TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    id         TEXT NOT NULL,
    text       TEXT NOT NULL,
    owner      TEXT NOT NULL CHECK (owner IN ('hire', 'mentor', 'manager')),
    due        TEXT,
    goal       TEXT,
    meeting    TEXT, -- where it was agreed in one
    entered_by TEXT NOT NULL,
    entered_on TEXT NOT NULL,
    done_by    TEXT,
    done_on    TEXT,
    PRIMARY KEY (journey, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE review (
    journey   TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    id        TEXT NOT NULL,
    milestone TEXT NOT NULL,
    begun_by  TEXT NOT NULL,
    begun_on  TEXT NOT NULL,
    PRIMARY KEY (journey, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ruling (
    journey TEXT NOT NULL,
    review  TEXT NOT NULL,
    ruling  TEXT NOT NULL, -- JSON: the verdict, the summary and the milestone as it stood
    PRIMARY KEY (journey, review),
    FOREIGN KEY (journey, review) REFERENCES review (journey, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE answer (
    journey TEXT NOT NULL,
    review  TEXT NOT NULL,
    goal    TEXT NOT NULL,
    answer  TEXT NOT NULL CHECK (answer IN ('done', 'not_done', 'waived')),
    why     TEXT,
    PRIMARY KEY (journey, review, goal),
    FOREIGN KEY (journey, review) REFERENCES review (journey, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE grade (
    journey   TEXT NOT NULL,
    review    TEXT NOT NULL,
    party     TEXT NOT NULL CHECK (party IN ('hire', 'mentor', 'manager')),
    dimension TEXT NOT NULL,
    grade     TEXT NOT NULL CHECK (grade IN ('below', 'meets', 'exceeds')),
    PRIMARY KEY (journey, review, party, dimension),
    FOREIGN KEY (journey, review) REFERENCES review (journey, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What a line of the list of journeys needs, without the long texts beside it.
CREATE INDEX meeting_glance ON meeting (journey, day);
CREATE INDEX closing_glance ON closing (journey, meeting, closed_on);
CREATE INDEX stage_glance ON stage (journey, goal, stage, claimed_on);

-- The log. `arrival` tells the order in which this database came to know of the changes; the
-- order of the fold is (stamp, device, audience, sequence).
CREATE TABLE change (
    arrival  INTEGER NOT NULL PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    journey  TEXT NOT NULL,
    stamp    INTEGER NOT NULL, -- milliseconds since 1970, UTC
    device   TEXT NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('journey', 'pair', 'author')),
    sequence INTEGER NOT NULL, -- from 1 for each journey, device and audience
    beside   TEXT,             -- the change of the same save that more people may read
    day      TEXT NOT NULL,
    author   TEXT NOT NULL,
    party    TEXT NOT NULL CHECK (party IN ('hire', 'mentor', 'manager')),
    verb     TEXT NOT NULL,
    undoes   TEXT,
    edits    TEXT NOT NULL,    -- JSON
    UNIQUE (journey, device, audience, sequence)
) STRICT;

CREATE INDEX change_journey ON change (journey);
CREATE INDEX change_order ON change (journey, stamp);
CREATE INDEX change_beside ON change (beside) WHERE beside IS NOT NULL;
