-- What the oracle looks at, as found: lines of batch segment output, endpoints as uploaded, published files.
-- One thread keeps rows in the order in which they stand in their files.
set threads = 1;

create sequence nth;

-- file: its path; number: counts from 1
create table output_line (file varchar, number bigint, text varchar);

-- In the order of upload: an endpoint that comes again overwrites what was there.
create table endpoint_row (nth bigint, row json);

create table status_row (nth bigint, row json);

-- position 0 is the header
create table published_row (file varchar, position bigint, id varchar);
