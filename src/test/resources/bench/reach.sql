-- Not part of the time: what a user can be reached by, so that rejects and counts need no endpoints.

CREATE TABLE reach AS SELECT user_id, bit_or(1::UINTEGER << kind) AS kinds FROM endpoints GROUP BY user_id ORDER BY user_id;
