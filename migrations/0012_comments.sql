-- What a side says of its grade of a dimension.

ALTER TABLE grade ADD COLUMN why TEXT; -- one line; NULL where nothing was said
