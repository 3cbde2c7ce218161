-- What others had reached before is nobody's to undo.

ALTER TABLE change ADD COLUMN idle INTEGER NOT NULL DEFAULT 0
    CHECK (idle IN (0, 1)); -- 1: it counts, and others had reached all that it sets

-- A machine that waits to be admitted knows which invitation it answers. A request that was refused is
-- remembered, and told from another one of the same device by the seal of its answer.

ALTER TABLE member ADD COLUMN invited TEXT; -- the invitation that the answer answers
ALTER TABLE request ADD COLUMN seal TEXT NOT NULL DEFAULT '';
ALTER TABLE request ADD COLUMN refused INTEGER NOT NULL DEFAULT 0
    CHECK (refused IN (0, 1)); -- 1: the words differed
