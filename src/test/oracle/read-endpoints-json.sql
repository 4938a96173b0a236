-- One endpoint file as lines of JSON, brought to the column names of the CSV form.
insert into endpoint_row
select nextval('nth'),
       json_object('Id', row ->> '$.Id', 'OptOut', row ->> '$.OptOut', 'User.UserId', row ->> '$.User.UserId')
from (select unnest(string_split(content, chr(10)))::json as row
      from (select trim(content, chr(10)) as content from read_text(getvariable('file')))
      where content <> '');
