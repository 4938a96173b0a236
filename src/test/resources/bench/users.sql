-- The users of all segments, each once, from the output of the batch segment job.

CREATE TEMP TABLE users AS
  SELECT DISTINCT line, user_id FROM (
    SELECT line, unnest(users) AS user_id FROM (
      SELECT row_number() OVER () AS line, output."usersList" AS users
      FROM read_json('${output}', format = 'newline_delimited', maximum_object_size = 2000000000,
        columns = {output: 'STRUCT("usersList" ${id}[])'})));
