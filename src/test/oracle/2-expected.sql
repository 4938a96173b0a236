-- What each query should have led to: the endpoints of its users, by rank and then by endpoint id,
-- without those that have opted out or don't work.

create table endpoint as
with uploaded as (
  select row ->> 'Id' as id,
         arg_max(row ->> '$."User.UserId"', nth) as user_id,
         arg_max(coalesce(row ->> 'OptOut', 'NONE'), nth) as opt_out
  from endpoint_row
  where row ->> 'Id' is not null
  group by all
), changed as (
  select row ->> 'Id' as id, arg_max(row ->> 'EndpointStatus', nth) as status from status_row group by all
)
select id, user_id from uploaded left join changed using (id)
where opt_out <> 'ALL' and coalesce(status, 'ACTIVE') = 'ACTIVE';

-- The good lines. Documentation and service disagree on the member's name (usersList, recommendedUsers).
create table segment as
select file, number, coalesce(line -> '$.input', line) as query,
       cast(coalesce(line -> '$.output.usersList', line -> '$.output.recommendedUsers') as varchar[]) as users
from (select file, number, cast(text as json) as line from output_line where json_valid(text))
where coalesce(json_type(line -> '$.error'), 'NULL') = 'NULL'
  and coalesce(json_type(line -> '$.output.usersList'), json_type(line -> '$.output.recommendedUsers')) = 'ARRAY';

-- A user who is listed twice has the better rank.
create table ranked as
select file, number, user_id, min(rank) as rank
from (select file, number, unnest(users) as user_id, generate_subscripts(users, 1) as rank from segment)
group by file, number, user_id;

create table expected as
select file, number, id, row_number() over (partition by file, number order by rank, id) as position
from ranked join endpoint using (user_id);
