-- One endpoint file as CSV. Which columns it has is its author's choice, so each row is kept as an object.
insert into endpoint_row
select nextval('nth'), to_json(t)
from read_csv(getvariable('file'), header = true, all_varchar = true, delim = ',', quote = '"', escape = '"') t;
