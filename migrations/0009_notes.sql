-- How many notes there are on a goal, so that a start need not read them. Questions and what belongs to a
-- 1:1 are read anyway and not counted.

CREATE TABLE note_count (
    journey    TEXT NOT NULL,
    goal       TEXT NOT NULL, -- empty: on the journey as a whole
    person     TEXT NOT NULL,
    visibility TEXT NOT NULL,
    count      INTEGER NOT NULL CHECK (count > 0),
    last       TEXT NOT NULL, -- the day of the last one
    PRIMARY KEY (journey, goal, person, visibility)
) STRICT, WITHOUT ROWID;

CREATE INDEX note_needed ON note (journey) WHERE question = 1 OR meeting IS NOT NULL;
CREATE INDEX note_goal ON note (journey, goal);

CREATE TRIGGER note_written AFTER INSERT ON note WHEN new.question = 0 AND new.meeting IS NULL
BEGIN
    INSERT INTO note_count (journey, goal, person, visibility, count, last)
    VALUES (new.journey, coalesce(new.goal, ''), new.person, new.visibility, 1, new.day)
    ON CONFLICT (journey, goal, person, visibility)
    DO UPDATE SET count = count + 1, last = max(last, excluded.last);
END;

CREATE TRIGGER note_taken AFTER DELETE ON note WHEN old.question = 0 AND old.meeting IS NULL
BEGIN
    DELETE FROM note_count
    WHERE journey = old.journey AND goal = coalesce(old.goal, '') AND person = old.person
        AND visibility = old.visibility AND count = 1;
    UPDATE note_count SET count = count - 1, last = coalesce((
        SELECT max(day) FROM note
        WHERE note.journey = old.journey AND note.goal IS old.goal AND note.person = old.person
            AND note.visibility = old.visibility AND question = 0 AND meeting IS NULL
    ), last)
    WHERE journey = old.journey AND goal = coalesce(old.goal, '') AND person = old.person
        AND visibility = old.visibility;
END;

CREATE TRIGGER note_altered AFTER UPDATE ON note
WHEN (old.goal, old.person, old.day, old.visibility, old.question, old.meeting)
    IS NOT (new.goal, new.person, new.day, new.visibility, new.question, new.meeting)
BEGIN
    DELETE FROM note_count
    WHERE journey = new.journey AND goal IN (coalesce(old.goal, ''), coalesce(new.goal, ''));
    INSERT INTO note_count (journey, goal, person, visibility, count, last)
    SELECT journey, coalesce(goal, ''), person, visibility, count(*), max(day) FROM note
    WHERE journey = new.journey AND (goal IS old.goal OR goal IS new.goal)
        AND question = 0 AND meeting IS NULL
    GROUP BY goal, person, visibility;
END;
