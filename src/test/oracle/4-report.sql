-- The verdict for people.
create macro base_name(path) as string_split(path, '/')[-1];

create view segment_report as
select base_name(m.output) as output, m.number as line, cast(m.query as varchar) as query,
       (select count(*) from ranked r where r.file = m.output and r.number = m.number) as users,
       m.endpoints, coalesce(base_name(m.published), '-') as published
from matched m
order by m.output, m.number;

-- At most ten differences of a kind for each file: the first say what is wrong.
create view difference_report as
select case kind
         when 'header' then format('{}: the header is ''{}'', not ''Id''', base_name(published), found)
         when 'empty file' then format('{}: there is not even a header', base_name(published))
         when 'no such query' then format('{}: holds what no query asked for', base_name(published))
         when 'no such file' then format('{} line {}: no file holds its endpoints', base_name(output), number)
         when 'order' then format('{}: row {} ({}) is out of order for {} line {}', base_name(published), position, found, base_name(output), number)
         else format('{}: row {} ({}) is {} for {} line {}', base_name(published), position, found, kind, base_name(output), number)
       end as sentence
from difference
qualify row_number() over (partition by kind, published order by position) <= 10
order by published nulls last, output, number, position;
