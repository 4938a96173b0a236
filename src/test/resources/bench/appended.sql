-- The users of all segments, each once; Jackson has read them.

CREATE TEMP TABLE users AS SELECT DISTINCT line, user_id FROM appended;
