-- One .out file. Split by hand: a line that is no JSON must not spoil the others.
insert into output_line
select filename, generate_subscripts(lines, 1), unnest(lines)
from (select filename, string_split(content, chr(10)) as lines from read_text(getvariable('file')));
