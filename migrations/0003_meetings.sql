-- The 1:1s, gate reviews, and how a journey ended.

ALTER TABLE journey ADD COLUMN next_meeting TEXT;
ALTER TABLE journey ADD COLUMN archived_by TEXT;
ALTER TABLE journey ADD COLUMN archived_on TEXT;
ALTER TABLE journey ADD COLUMN archived_end TEXT
    CHECK (archived_end IN ('finished', 'left', 'changed_role'));
ALTER TABLE journey ADD COLUMN archived_reason TEXT;

-- A note that asks something stands on the agenda of the next 1:1.
ALTER TABLE note ADD COLUMN question INTEGER NOT NULL DEFAULT 0 CHECK (question IN (0, 1));
ALTER TABLE note ADD COLUMN meeting TEXT;

CREATE TABLE meeting (
    id            TEXT NOT NULL PRIMARY KEY,
    journey       TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    started_by    TEXT NOT NULL,
    party         TEXT NOT NULL CHECK (party IN ('hire', 'mentor', 'manager')),
    day           TEXT NOT NULL,
    clock         INTEGER NOT NULL, -- milliseconds since 1970, UTC
    agenda        TEXT NOT NULL,    -- JSON, as it began
    closed_by     TEXT,
    closed_on     TEXT,
    next          TEXT,             -- the day agreed for the next one
    closed_agenda TEXT,             -- JSON, as it ended
    notes         TEXT              -- a JSON array of the notes written in it
) STRICT, WITHOUT ROWID;

CREATE INDEX meeting_journey ON meeting (journey, day);

CREATE TABLE treatment (
    meeting   TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    topic     TEXT NOT NULL, -- JSON
    treatment TEXT NOT NULL CHECK (treatment IN ('discussed', 'put_off')),
    PRIMARY KEY (meeting, topic)
) STRICT, WITHOUT ROWID;

CREATE TABLE rating (
    meeting      TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    party        TEXT NOT NULL CHECK (party IN ('hire', 'mentor', 'manager')),
    role_clarity INTEGER NOT NULL CHECK (role_clarity BETWEEN 1 AND 5),
    confidence   INTEGER NOT NULL CHECK (confidence BETWEEN 1 AND 5),
    belonging    INTEGER NOT NULL CHECK (belonging BETWEEN 1 AND 5),
    words        TEXT,
    entered_by   TEXT NOT NULL,
    entered_on   TEXT NOT NULL,
    PRIMARY KEY (meeting, party)
) STRICT, WITHOUT ROWID;

CREATE TABLE point (
    id         TEXT NOT NULL PRIMARY KEY,
    journey    TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    author     TEXT NOT NULL,
    party      TEXT NOT NULL CHECK (party IN ('hire', 'mentor', 'manager')),
    day        TEXT NOT NULL,
    text       TEXT NOT NULL,
    visibility TEXT NOT NULL CHECK (visibility IN ('shared', 'private'))
) STRICT, WITHOUT ROWID;

CREATE INDEX point_journey ON point (journey);

CREATE TABLE action (
    id         TEXT NOT NULL PRIMARY KEY,
    journey    TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    text       TEXT NOT NULL,
    owner      TEXT NOT NULL CHECK (owner IN ('hire', 'mentor', 'manager')),
    due        TEXT,
    goal       TEXT,
    meeting    TEXT, -- where it was agreed in one
    entered_by TEXT NOT NULL,
    entered_on TEXT NOT NULL,
    done_by    TEXT,
    done_on    TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX action_journey ON action (journey);

CREATE TABLE review (
    id        TEXT NOT NULL PRIMARY KEY,
    journey   TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    milestone TEXT NOT NULL CHECK (milestone IN ('30', '60', '90', '6m', '12m')),
    begun_by  TEXT NOT NULL,
    begun_on  TEXT NOT NULL,
    ruling    TEXT -- JSON: the verdict, the summary and the milestone as it stood
) STRICT, WITHOUT ROWID;

CREATE INDEX review_journey ON review (journey);

CREATE TABLE answer (
    review TEXT NOT NULL REFERENCES review (id) ON DELETE CASCADE,
    goal   TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('done', 'not_done', 'waived')),
    why    TEXT,
    PRIMARY KEY (review, goal)
) STRICT, WITHOUT ROWID;

CREATE TABLE grade (
    review    TEXT NOT NULL REFERENCES review (id) ON DELETE CASCADE,
    party     TEXT NOT NULL CHECK (party IN ('hire', 'mentor', 'manager')),
    dimension TEXT NOT NULL,
    grade     TEXT NOT NULL CHECK (grade IN ('below', 'meets', 'exceeds')),
    PRIMARY KEY (review, party, dimension)
) STRICT, WITHOUT ROWID;
