-- The endpoint directory as a table: loaded from the file of endpoints, each endpoint once, in the order of users.
-- ${id} is UUID or BIGINT. What the deliveries need is made here, too, so that they need not: `kind` joins channel and
-- state of an endpoint in one number, `reach` has for each user the kinds of all endpoints, a bit for each.

CREATE TABLE loaded AS
  SELECT "User.UserId" AS user_id, Id AS id,
    list_position(['EMAIL', 'SMS', 'GCM', 'APNS', 'VOICE', 'IN_APP'], ChannelType) - 1 AS channel,
    OptOut = 'ALL' AS opted_out, EndpointStatus = 'INACTIVE' AS inactive, Address AS address, EffectiveDate AS effective
  FROM read_csv('${endpoints}', auto_detect = false, header = true, delim = ',', quote = '"', columns = {
    'Id': '${id}', 'ChannelType': 'VARCHAR', 'Address': 'VARCHAR', 'User.UserId': '${id}', 'OptOut': 'VARCHAR',
    'EndpointStatus': 'VARCHAR', 'EffectiveDate': 'TIMESTAMP'});

-- Only what is repeated is compared: window functions over everything take five times as long.
CREATE TEMP TABLE repeated AS SELECT id FROM loaded GROUP BY id HAVING count(*) > 1;
CREATE TEMP TABLE kept AS SELECT * FROM loaded SEMI JOIN repeated USING (id)
  QUALIFY row_number() OVER (PARTITION BY id ORDER BY effective DESC, opted_out DESC, user_id DESC) = 1;
DELETE FROM loaded WHERE id IN (FROM repeated);
INSERT INTO loaded FROM kept;

CREATE TEMP TABLE alike AS SELECT hash(user_id, channel, address) AS hash FROM loaded GROUP BY ALL HAVING count(*) > 1;
CREATE TEMP TABLE distinct_kept AS SELECT loaded.* FROM loaded SEMI JOIN alike ON hash(user_id, channel, address) = alike.hash
  QUALIFY row_number() OVER (PARTITION BY user_id, channel, address ORDER BY effective DESC, opted_out DESC, id DESC) = 1;
DELETE FROM loaded WHERE hash(user_id, channel, address) IN (FROM alike);
INSERT INTO loaded FROM distinct_kept;

CREATE TABLE endpoints AS
  SELECT user_id, id, (channel * 4 + if(opted_out, 2, if(inactive, 1, 0)))::UTINYINT AS kind, address
  FROM loaded ORDER BY user_id, id;
DROP TABLE loaded;
