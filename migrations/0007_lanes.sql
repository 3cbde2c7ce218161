-- Each device writes a lane for each audience: the bytes of its changes, a hash over all of them so far,
-- and a seal over that. Not every change of two devices counts. The program moves the log over.

DROP INDEX change_journey;
DROP INDEX change_order;
DROP INDEX change_beside;
ALTER TABLE change RENAME TO change_6;

-- The log. `arrival` tells the order in which this database came to know of the changes; the
-- order of the fold is (stamp, device, audience, sequence). What stands beside the body says nothing
-- that the body does not.
CREATE TABLE change (
    arrival  INTEGER NOT NULL PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    journey  TEXT NOT NULL,
    stamp    INTEGER NOT NULL, -- milliseconds since 1970, UTC
    device   TEXT NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('journey', 'pair', 'author')),
    sequence INTEGER NOT NULL, -- from 1 for each journey, device and audience
    beside   TEXT,             -- the change of the same save that more people may read
    verb     TEXT NOT NULL,
    party    TEXT NOT NULL CHECK (party IN ('hire', 'mentor', 'manager')),
    person   TEXT NOT NULL,
    undoes   TEXT,
    counts   INTEGER NOT NULL DEFAULT 1 CHECK (counts IN (0, 1)), -- 0: set aside by the fold
    needs    INTEGER NOT NULL, -- the merge rule that a reader has to know
    seen     TEXT NOT NULL,    -- JSON: what its author had come to know since the one before
    body     TEXT NOT NULL,    -- JSON: the change, byte for byte as its author wrote it
    hash     BLOB NOT NULL,    -- over the lane up to here
    seal     BLOB,             -- the signature over that hash
    UNIQUE (journey, device, audience, sequence)
) STRICT;

CREATE INDEX change_journey ON change (journey);
CREATE INDEX change_order ON change (journey, stamp);
CREATE INDEX change_beside ON change (beside) WHERE beside IS NOT NULL;
CREATE INDEX change_aside ON change (journey) WHERE counts = 0;

-- Entries of other devices that wait for others, or for a newer version of the program.
CREATE TABLE held (
    journey  TEXT NOT NULL,
    device   TEXT NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('journey', 'pair')),
    sequence INTEGER NOT NULL,
    needs    INTEGER NOT NULL,
    seen     TEXT NOT NULL,
    body     TEXT NOT NULL,
    hash     BLOB NOT NULL,
    seal     BLOB,
    PRIMARY KEY (journey, device, audience, sequence)
) STRICT, WITHOUT ROWID;

-- Where each lane ends.
CREATE TABLE lane (
    journey  TEXT NOT NULL,
    device   TEXT NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('journey', 'pair', 'author')),
    last     INTEGER NOT NULL, -- the sequence of its last change that is in the log
    stamp    INTEGER NOT NULL, -- of that change
    hash     BLOB NOT NULL,    -- over the lane up to it
    told     TEXT NOT NULL,    -- JSON: all that its changes say they had seen
    person   TEXT NOT NULL,    -- who wrote in it last
    name     TEXT NOT NULL,
    party    TEXT NOT NULL CHECK (party IN ('hire', 'mentor', 'manager')),
    key      TEXT,             -- the public key of its seals
    PRIMARY KEY (journey, device, audience)
) STRICT, WITHOUT ROWID;

-- The devices that speak for the people of a journey.
CREATE TABLE admission (
    journey     TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    device      TEXT NOT NULL,
    person      TEXT NOT NULL,
    admitted_by TEXT NOT NULL,
    admitted_on TEXT NOT NULL,
    key         TEXT NOT NULL,
    vouched     TEXT NOT NULL, -- JSON: earlier lanes, each with the hash over what lay in it
    PRIMARY KEY (journey, device)
) STRICT, WITHOUT ROWID;

-- Goals that the journey's plan has not, or not like that: they were worked on elsewhere when an edition
-- dropped or changed them.
CREATE TABLE other_goal (
    journey TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    goal    TEXT NOT NULL,
    text    TEXT NOT NULL, -- JSON: the goal of the plan
    PRIMARY KEY (journey, goal)
) STRICT, WITHOUT ROWID;

-- 1:1s that were begun on two devices and are one.
CREATE TABLE joined (
    journey TEXT NOT NULL,
    meeting TEXT NOT NULL,
    into_id TEXT NOT NULL,
    PRIMARY KEY (journey, meeting),
    FOREIGN KEY (journey, meeting) REFERENCES meeting (journey, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Who has rated, and what stays with its author until both have.
CREATE TABLE given (
    journey  TEXT NOT NULL,
    meeting  TEXT NOT NULL,
    party    TEXT NOT NULL CHECK (party IN ('hire', 'mentor', 'manager')),
    given_by TEXT NOT NULL,
    given_on TEXT NOT NULL,
    PRIMARY KEY (journey, meeting, party),
    FOREIGN KEY (journey, meeting) REFERENCES meeting (journey, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE held_back (
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

-- For whom this machine speaks in a journey that it joined or linked.
CREATE TABLE member (
    journey TEXT NOT NULL PRIMARY KEY,
    person  TEXT NOT NULL,
    answer  TEXT -- what it says to be admitted, until it is
) STRICT, WITHOUT ROWID;

-- Lanes of this database under an earlier name, and up to where others have the same in them. What lies
-- behind that goes on under the new name once it is admitted.
CREATE TABLE fork (
    journey  TEXT NOT NULL,
    device   TEXT NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('journey', 'pair')),
    last     INTEGER NOT NULL,
    PRIMARY KEY (journey, device, audience)
) STRICT, WITHOUT ROWID;

-- Where the lanes of a journey are exchanged.
CREATE TABLE carrier (
    journey  TEXT NOT NULL,
    place    TEXT NOT NULL, -- a folder, or what git takes for a remote
    audience TEXT NOT NULL CHECK (audience IN ('journey', 'pair')), -- who reads there
    seen     TEXT NOT NULL DEFAULT '{}', -- JSON: what each file there was when it was last read
    sent     TEXT NOT NULL DEFAULT '{}', -- JSON: how far each lane was put there
    beside   TEXT NOT NULL DEFAULT '', -- the invitation or answer that was put there
    synced   INTEGER, -- when it last went through, in milliseconds since 1970, UTC
    PRIMARY KEY (journey, place)
) STRICT, WITHOUT ROWID;

-- Invitations that are out, and requests to be admitted that came in.
CREATE TABLE invitation (
    id      TEXT NOT NULL PRIMARY KEY,
    journey TEXT NOT NULL,
    place   TEXT NOT NULL,
    text    TEXT NOT NULL,
    spent   INTEGER NOT NULL DEFAULT 0 CHECK (spent IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE request (
    journey    TEXT NOT NULL,
    device     TEXT NOT NULL,
    invitation TEXT,
    person     TEXT NOT NULL,
    key        TEXT NOT NULL,
    PRIMARY KEY (journey, device)
) STRICT, WITHOUT ROWID;

-- What came in and was not looked at yet, and what set aside was dismissed.
CREATE TABLE news (
    journey TEXT NOT NULL,
    change  TEXT NOT NULL,
    PRIMARY KEY (journey, change)
) STRICT, WITHOUT ROWID;

CREATE TABLE dismissed (
    journey TEXT NOT NULL,
    change  TEXT NOT NULL,
    PRIMARY KEY (journey, change)
) STRICT, WITHOUT ROWID;
