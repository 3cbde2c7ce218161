-- People are known by more than their names; leaves, days off and the parts of an action are values of
-- their own; what a 1:1 keeps is cut by audience; a claim knows what it was made for. The program moves
-- the log over and writes the rows anew from it.

DROP TABLE treatment;
DROP TABLE rating;
DROP TABLE closing;
DROP TABLE answer;
DROP TABLE grade;
DROP TABLE ruling;
DROP TABLE meeting;
DROP TABLE point;
DROP TABLE action;
DROP TABLE review;
DROP TABLE pause;
DROP TABLE evidence;
DROP TABLE note;
DROP TABLE blocker;
DROP TABLE deferral;
DROP TABLE waiver;
DROP TABLE tick;
DROP TABLE stage;
DROP TABLE journey;
DROP INDEX change_journey;
DROP INDEX change_order;
DROP INDEX change_beside;
ALTER TABLE change RENAME TO change_5;

CREATE TABLE journey (
    id              TEXT NOT NULL PRIMARY KEY,
    hire            TEXT NOT NULL,
    hire_person     TEXT NOT NULL,
    mentor          TEXT,
    mentor_person   TEXT,
    manager         TEXT,
    manager_person  TEXT,
    start           TEXT NOT NULL,
    plan            TEXT NOT NULL, -- the role's short name
    title           TEXT NOT NULL,
    copy            TEXT NOT NULL REFERENCES plan (hash),
    next_meeting    TEXT,
    archived_by     TEXT,
    archived_on     TEXT,
    archived_end    TEXT CHECK (archived_end IN ('finished', 'left', 'changed_role')),
    archived_reason TEXT,
    withdrawn       INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    week            TEXT NOT NULL, -- the days that are worked: mon tue wed thu fri
    holidays        TEXT NOT NULL  -- JSON: the days off, each with its name
) STRICT, WITHOUT ROWID;

-- Everybody who takes part or did, by the name of today.
CREATE TABLE person (
    journey TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    id      TEXT NOT NULL,
    name    TEXT NOT NULL,
    PRIMARY KEY (journey, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE leave (
    journey    TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    id         TEXT NOT NULL,
    first_day  TEXT NOT NULL,
    last_day   TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    entered_on TEXT NOT NULL,
    PRIMARY KEY (journey, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE leave_reason (
    journey    TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    leave      TEXT NOT NULL,
    author     TEXT NOT NULL,
    party      TEXT NOT NULL CHECK (party IN ('hire', 'mentor', 'manager')),
    person     TEXT NOT NULL,
    text       TEXT NOT NULL,
    visibility TEXT NOT NULL CHECK (visibility IN ('shared', 'private')),
    PRIMARY KEY (journey, leave)
) STRICT, WITHOUT ROWID;

-- A goal without a row is open.
CREATE TABLE stage (
    journey          TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    goal             TEXT NOT NULL,
    stage            TEXT NOT NULL CHECK (stage IN ('active', 'claimed', 'confirmed')),
    begun_by         TEXT,
    begun_on         TEXT,
    begun_by_tick    INTEGER NOT NULL CHECK (begun_by_tick IN (0, 1)),
    returned_by      TEXT,
    returned_on      TEXT,
    returned_reason  TEXT,
    waited           TEXT, -- JSON: the days on which claims were made and sent back
    claimed_by       TEXT,
    claimed_on       TEXT,
    claimed_as       TEXT, -- the title of then
    claimed_digest   TEXT, -- of all that the goal asked for then
    ended            TEXT, -- JSON: the wait that the claim ended
    returned_before  TEXT, -- JSON: the claim that was sent back before
    confirmed_by     TEXT,
    confirmed_on     TEXT,
    confirmed_as     TEXT,
    confirmed_digest TEXT,
    PRIMARY KEY (journey, goal)
) STRICT, WITHOUT ROWID;

CREATE TABLE tick (
    journey   TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    goal      TEXT NOT NULL,
    criterion TEXT NOT NULL,
    ticked_by TEXT NOT NULL,
    ticked_on TEXT NOT NULL,
    text      TEXT NOT NULL, -- what the criterion said then
    PRIMARY KEY (journey, goal, criterion)
) STRICT, WITHOUT ROWID;

CREATE TABLE waiver (
    journey    TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    goal       TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    entered_on TEXT NOT NULL,
    reason     TEXT NOT NULL,
    agreed     TEXT NOT NULL,
    acknowledged TEXT NOT NULL, -- JSON: whether the mentor knows
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
    acknowledged TEXT NOT NULL, -- JSON: whether the mentor knows
    follows    TEXT,          -- the milestone that the goal was carried to
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
    person     TEXT NOT NULL,
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
    person     TEXT NOT NULL,
    day        TEXT NOT NULL,
    clock      INTEGER NOT NULL, -- milliseconds since 1970, UTC
    hire       TEXT NOT NULL,    -- by the names of that day
    mentor     TEXT,
    PRIMARY KEY (journey, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE closing (
    journey   TEXT NOT NULL,
    meeting   TEXT NOT NULL,
    closed_by TEXT NOT NULL,
    closed_on TEXT NOT NULL,
    next      TEXT,          -- the day agreed for the next one
    change    TEXT NOT NULL,
    PRIMARY KEY (journey, meeting),
    FOREIGN KEY (journey, meeting) REFERENCES meeting (journey, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What both could read of an agenda at an end of a 1:1.
CREATE TABLE agenda (
    journey TEXT NOT NULL,
    meeting TEXT NOT NULL,
    edge    TEXT NOT NULL CHECK (edge IN ('opening', 'closing')),
    agenda  TEXT NOT NULL, -- JSON: the lines, and the notes written by then
    PRIMARY KEY (journey, meeting, edge),
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
    person     TEXT NOT NULL,
    day        TEXT NOT NULL,
    text       TEXT NOT NULL,
    visibility TEXT NOT NULL CHECK (visibility IN ('shared', 'private')),
    PRIMARY KEY (journey, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE action (
    journey        TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    id             TEXT NOT NULL,
    entered_by     TEXT NOT NULL,
    entered_party  TEXT NOT NULL CHECK (entered_party IN ('hire', 'mentor', 'manager')),
    entered_person TEXT NOT NULL,
    entered_on     TEXT NOT NULL,
    goal           TEXT,
    meeting        TEXT, -- where it was agreed in one
    text           TEXT NOT NULL,
    owner          TEXT, -- by the name of when that was agreed
    owner_party    TEXT CHECK (owner_party IN ('hire', 'mentor', 'manager')),
    owner_person   TEXT,
    due            TEXT,
    done_by        TEXT,
    done_on        TEXT,
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
CREATE INDEX stage_glance ON stage (journey, goal, stage, claimed_on, waited);

-- Journeys whose people have still to be told that milestones of days fall due a day earlier.
CREATE TABLE counted_anew (
    journey TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

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
    entered  TEXT,             -- the day it was entered on, if that is another one
    author   TEXT NOT NULL,
    party    TEXT NOT NULL CHECK (party IN ('hire', 'mentor', 'manager')),
    person   TEXT NOT NULL,
    verb     TEXT NOT NULL,
    undoes   TEXT,
    edits    TEXT NOT NULL,    -- JSON
    UNIQUE (journey, device, audience, sequence)
) STRICT;

CREATE INDEX change_journey ON change (journey);
CREATE INDEX change_order ON change (journey, stamp);
CREATE INDEX change_beside ON change (beside) WHERE beside IS NOT NULL;

-- Who agreed to an edition of the plan, by the change that took it.
CREATE TABLE consent (
    journey    TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    edition    TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    entered_on TEXT NOT NULL,
    agreed     TEXT NOT NULL,
    PRIMARY KEY (journey, edition)
) STRICT, WITHOUT ROWID;
