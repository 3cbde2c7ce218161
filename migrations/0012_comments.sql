-- What a side says of its grade of a dimension.

ALTER TABLE grade ADD COLUMN why TEXT; -- one line; NULL if nothing was said
