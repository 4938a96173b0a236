-- Segment files of six branches, who is not reached, and the counts.
-- ${line} is ', line' and ${partition} ', PARTITION_BY (line)' if there are several segments.

CREATE TEMP TABLE found AS SELECT line, id, kind FROM users JOIN endpoints USING (user_id) WHERE kind % 4 = 0;

COPY (SELECT id AS "Id" ${line} FROM found) TO '${folder}/all' (FORMAT csv ${partition});
COPY (SELECT id AS "Id" ${line} FROM found WHERE kind = 0) TO '${folder}/email' (FORMAT csv ${partition});
COPY (SELECT id AS "Id" ${line} FROM found WHERE kind = 4) TO '${folder}/sms' (FORMAT csv ${partition});
COPY (SELECT id AS "Id" ${line} FROM found WHERE kind IN (8, 12)) TO '${folder}/push' (FORMAT csv ${partition});
COPY (SELECT id AS "Id" ${line} FROM found WHERE kind = 16) TO '${folder}/voice' (FORMAT csv ${partition});
COPY (SELECT id AS "Id" ${line} FROM found WHERE kind = 20) TO '${folder}/in-app' (FORMAT csv ${partition});

-- What became of a user depends on their kinds alone, of which there are some hundreds of combinations.
CREATE TEMP TABLE reached AS SELECT line, user_id, coalesce(kinds, 0) AS kinds FROM users LEFT JOIN reach USING (user_id);
CREATE TEMP TABLE combinations AS
  SELECT DISTINCT kinds, b.branch, b.number,
    CASE
      WHEN kinds = 0 THEN 'unknown'
      WHEN (kinds & b.channels) <> 0 THEN 'delivered'
      WHEN (kinds & (b.channels << 2)) <> 0 THEN 'opted-out'
      WHEN (kinds & (b.channels << 1)) <> 0 THEN 'inactive'
      ELSE ''
    END AS outcome
  FROM (SELECT DISTINCT kinds FROM reached) CROSS JOIN (VALUES
    ('all', 1, 1118481::UINTEGER), ('email', 2, 1), ('in-app', 3, 1048576), ('push', 4, 4352), ('sms', 5, 16),
    ('voice', 6, 65536)) b(branch, number, channels);
CREATE TEMP TABLE reasons AS
  SELECT kinds, string_agg(outcome, ',' ORDER BY number) AS reasons
  FROM combinations GROUP BY kinds
  HAVING bool_or(outcome NOT IN ('', 'delivered')) OR NOT bool_or(outcome = 'delivered');
COPY (SELECT user_id AS "User.UserId", reasons ${line} FROM reached JOIN reasons USING (kinds))
  TO '${folder}/rejects' (FORMAT csv, COMPRESSION gzip ${partition});
COPY (SELECT line, branch, outcome, sum(users)::BIGINT AS users
    FROM (SELECT line, kinds, count(*) AS users FROM reached GROUP BY ALL) JOIN combinations USING (kinds) GROUP BY ALL)
  TO '${folder}/counts.csv' (FORMAT csv);
