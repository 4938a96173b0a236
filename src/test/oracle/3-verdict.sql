-- Files are known by their content: each must be what exactly one query expects, row for row.

create table wanted as
select file, number, query, coalesce(endpoints, 0) as endpoints, coalesce(content, '') as content,
       row_number() over (partition by coalesce(content, '') order by file, number) as twin
from segment
left join (select file, number, count(*) as endpoints, md5(string_agg(id, chr(10) order by position)) as content
           from expected group by all) using (file, number);

create table found as
select file, endpoints, coalesce(content, '') as content,
       row_number() over (partition by coalesce(content, '') order by file) as twin
from (select file,
             count(*) filter (where position > 0) as endpoints,
             md5(string_agg(id, chr(10) order by position) filter (where position > 0)) as content
      from published_row group by file);

create table matched as
select w.file as output, w.number, w.query, w.endpoints, f.file as published
from wanted w left join found f using (content, twin);

create table unmatched_file as
select file from found where file not in (select published from matched where published is not null);

create table unmatched_query as
select output as file, number from matched where published is null and endpoints > 0;

-- For a file that fits no query, the query whose endpoints it shares most.
create table nearest as
select f.file as published, arg_max({'file': q.file, 'number': q.number}, common) as query
from unmatched_file f
join (select p.file as published, e.file, e.number, count(distinct p.id) as common
      from published_row p join expected e using (id)
      where p.position > 0 group by all) q on q.published = f.file
join unmatched_query u on u.file = q.file and u.number = q.number
group by f.file;

create table tally as
select n.published, n.query.file as file, n.query.number as number, id,
       count(*) filter (where side = 'expected') as expected, count(*) filter (where side = 'found') as found,
       min(position) as position
from nearest n
join (select 'expected' as side, file, number, null as published, id, position from expected
      union all
      select 'found', null, null, file, id, position from published_row where position > 0) r
  on (r.side = 'expected' and r.file = n.query.file and r.number = n.query.number)
  or (r.side = 'found' and r.published = n.published)
group by all;

create table difference as
select 'header' as kind, file as published, null as output, null as number, 0 as position, id as found
from published_row where position = 0 and id <> 'Id'
union all
select 'empty file', file, null, null, null, null from found
where file not in (select file from published_row where position = 0)
union all
select 'no such query', file, null, null, null, null from unmatched_file
where file not in (select published from nearest)
union all
select 'no such file', null, file, number, null, null from unmatched_query
where (file, number) not in (select (query.file, query.number) from nearest)
union all
select case when found = 0 then 'missing' when expected = 0 then 'extra'
            when found > expected then 'doubled' else 'too few' end,
       published, file, number, position, id
from tally where found <> expected
union all
select 'order', t.published, t.file, t.number, min(p.position), arg_min(p.id, p.position)
from (select published, file, number from tally group by all having bool_and(found = expected)) t
join published_row p on p.file = t.published
join expected e on e.file = t.file and e.number = t.number and e.position = p.position and e.id <> p.id
group by all;
