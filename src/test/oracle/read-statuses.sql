-- One file of what was sent to UpdateEndpointsBatch, as lines {"Id": …, "EndpointStatus": …}.
insert into status_row
select nextval('nth'), row
from (select unnest(string_split(content, chr(10)))::json as row
      from (select trim(content, chr(10)) as content from read_text(getvariable('file')))
      where content <> '');
