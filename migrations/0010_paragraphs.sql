-- What a mentor says of the journey to those who read its summary, one by one of the mentors.

CREATE TABLE paragraph (
    journey    TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    person     TEXT NOT NULL, -- who wrote it
    written_by TEXT NOT NULL, -- by the name of then
    written_on TEXT NOT NULL,
    text       TEXT NOT NULL, -- Markdown
    PRIMARY KEY (journey, person)
) STRICT, WITHOUT ROWID;
