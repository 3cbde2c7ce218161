-- Ratings may be given ahead of a 1:1: they belong to the change that closed the one before, and no longer
-- to a row of a 1:1 alone. Each number may have a sentence beside it.

CREATE TABLE new_rating (
    journey      TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    meeting      TEXT NOT NULL, -- the 1:1, or the round ahead of one
    party        TEXT NOT NULL CHECK (party IN ('hire', 'mentor', 'manager')),
    role_clarity INTEGER NOT NULL CHECK (role_clarity BETWEEN 1 AND 5),
    confidence   INTEGER NOT NULL CHECK (confidence BETWEEN 1 AND 5),
    belonging    INTEGER NOT NULL CHECK (belonging BETWEEN 1 AND 5),
    words        TEXT,
    entered_by   TEXT NOT NULL,
    entered_on   TEXT NOT NULL,
    why          TEXT NOT NULL, -- JSON: a sentence by what was rated
    PRIMARY KEY (journey, meeting, party)
) STRICT, WITHOUT ROWID;
INSERT INTO new_rating
SELECT journey, meeting, party, role_clarity, confidence, belonging, words, entered_by, entered_on, '{}'
FROM rating;
DROP TABLE rating;
ALTER TABLE new_rating RENAME TO rating;

CREATE TABLE new_given (
    journey  TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    meeting  TEXT NOT NULL,
    party    TEXT NOT NULL CHECK (party IN ('hire', 'mentor', 'manager')),
    given_by TEXT NOT NULL,
    given_on TEXT NOT NULL,
    PRIMARY KEY (journey, meeting, party)
) STRICT, WITHOUT ROWID;
INSERT INTO new_given SELECT journey, meeting, party, given_by, given_on FROM given;
DROP TABLE given;
ALTER TABLE new_given RENAME TO given;

CREATE TABLE new_held_back (
    journey      TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    meeting      TEXT NOT NULL,
    party        TEXT NOT NULL CHECK (party IN ('hire', 'mentor', 'manager')),
    role_clarity INTEGER NOT NULL CHECK (role_clarity BETWEEN 1 AND 5),
    confidence   INTEGER NOT NULL CHECK (confidence BETWEEN 1 AND 5),
    belonging    INTEGER NOT NULL CHECK (belonging BETWEEN 1 AND 5),
    words        TEXT,
    entered_by   TEXT NOT NULL,
    entered_on   TEXT NOT NULL,
    why          TEXT NOT NULL,
    PRIMARY KEY (journey, meeting, party)
) STRICT, WITHOUT ROWID;
INSERT INTO new_held_back
SELECT journey, meeting, party, role_clarity, confidence, belonging, words, entered_by, entered_on, '{}'
FROM held_back;
DROP TABLE held_back;
ALTER TABLE new_held_back RENAME TO held_back;

-- What was rated in a 1:1 goes with it.
CREATE TRIGGER meeting_taken AFTER DELETE ON meeting
BEGIN
    DELETE FROM rating WHERE journey = old.journey AND meeting = old.id;
    DELETE FROM given WHERE journey = old.journey AND meeting = old.id;
    DELETE FROM held_back WHERE journey = old.journey AND meeting = old.id;
END;

-- The day on which the hire last changed something that others may read.
ALTER TABLE journey ADD COLUMN hire_moved TEXT;
UPDATE journey SET hire_moved = (
    SELECT max(coalesce(json_extract(body, '$.entered'), json_extract(body, '$.day'))) FROM change
    WHERE change.journey = journey.id AND party = 'hire' AND audience <> 'author' AND counts = 1
);

-- What a list of journeys asks of a 1:1, with the round of ratings that follows it.
DROP INDEX closing_glance;
CREATE INDEX closing_glance ON closing (journey, meeting, closed_on, change);
