-- One published segment file.
insert into published_row
select getvariable('file'), row_number() over () - 1, coalesce(id, '')
from read_csv(getvariable('file'), header = false, auto_detect = false, columns = {'id': 'varchar'},
              delim = ',', quote = '"', escape = '"', strict_mode = true);
