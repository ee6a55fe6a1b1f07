# Expressions that are held against DuckDB, one a line: see test_oracle.
i + j
i - j
i * j
i * big
big + 1
-i
i / j
i // j
i % j
i + x
x * y
x / y
x - 1.5
i * 1.5
d + e
d - e
d * e
d * i
d / e
d % e
wide + d
wide * 2
wide - wide
wide * e
x + d
1 - e
d // e
small * small
abs(i)
abs(x)
abs(d)
round(x)
round(x, 2)
round(x, -1)
round(d)
round(d, 1)
round(d, -1)
round(i, -1)
round(wide, 1)
floor(x)
ceil(x)
floor(d)
ceil(d)
sqrt(y)
i = j
i <> j
i < x
d > e
d >= i
x <= 3
wide > 0
s = 'anna'
s < t
s <> ''
b = c
day = day2
day < day2
day < ts
ts > ts2
day > '2000-01-01'
ts <= '2010-01-01 12:00:00'
i is null
i is not null
b is true
b is not false
not b
b and c
b or c
b and i > 0
i between -10 and 10
x not between 0 and 5
i in (1, 2, 3)
i in (1, null)
i not in (1, 2, null)
s in ('anna', 'Zürich')
s like '%a%'
s like '_nna'
s not like 'B%'
t like 'ID-_-x'
s like 'Bob\_%'
case when i > 0 then 'pos' when i < 0 then 'neg' else 'zero' end
case when i > 0 then 'pos' end
case when b then i else x end
case when b then d else i end
case s when 'anna' then 1 when '' then 2 else 3 end
case when b then s else t end
case when i <> 0 then 10 // i else 0 end
if(b, i, j)
coalesce(i, j)
coalesce(i, x, 0)
coalesce(s, t)
coalesce(i, 0)
nullif(i, j)
nullif(s, 'anna')
greatest(i, j)
least(i, j, 3)
greatest(x, i)
greatest(s, t)
least(d, e)
greatest(day, day2)
s || t
s || '-' || t
i || 'x'
'v' || d
'v' || x
'v' || day
'v' || ts
'v' || b
s || null
concat(s, t, i)
lower(s)
upper(s)
upper(t)
length(s)
trim(s)
substr(s, 1, 2)
substr(s, 2)
substr(s, -3)
substr(s, -3, 2)
substr(s, 0, 2)
substr(s, 3, -2)
substr(t, j, 3)
left(s, 2)
right(s, 2)
left(s, -2)
right(s, -2)
left(t, j)
lpad(t, 12, '0')
lpad(t, 5, '0')
lpad(s, 9, 'ab')
rpad(s, 9, 'ab')
lpad(t, j::integer, '.')
replace(t, '-', '/')
replace(s, 'n', '')
replace(s, '', 'x')
cast(i as varchar)
cast(d as varchar)
cast(x as integer)
cast(x as bigint)
cast(d as integer)
cast(x as decimal(10, 2))
cast(i as decimal(10, 2))
cast(wide as decimal(20, 1))
cast(d as decimal(10, 1))
cast(d as double)
cast(wide as double)
cast(i as double)
cast(digits as integer)
cast(digits as double)
digits::decimal(5, 1)
cast(b as integer)
cast(i as boolean)
cast(ts as date)
cast(day as timestamp)
cast(day as varchar)
cast(ts as varchar)
cast(b as varchar)
cast(null as integer)
day + 1
day - 1
3 + day
day + j::integer
day - day2
day2 - day
day + interval 1 month
day + interval '1 month'
day - interval '3 days'
day2 + interval 1 month
ts + interval '1 day' * j
ts + j * interval '1 hour'
ts - interval '90 minutes'
ts + interval '1 hour 30 minutes'
ts + interval 2 year
ts2 + interval (j) month
interval '1 day' + ts
extract(epoch from ts2 - ts)
extract(day from ts2 - ts)
extract(hour from ts2 - ts)
extract(minute from ts - ts2)
ts2 - ts > interval '1 day'
extract(year from day)
extract(month from day)
extract(day from day)
extract(dow from day)
extract(isodow from day)
extract(doy from day)
extract(week from day)
extract(quarter from day)
extract(epoch from day)
extract(epoch from ts)
extract(hour from ts)
extract(minute from ts)
extract(second from ts)
extract(isoyear from day)
year(day)
month(ts)
day(ts)
hour(ts)
date_part('year', ts)
date_part('dow', ts)
date_trunc('year', day)
date_trunc('month', ts)
date_trunc('week', ts)
date_trunc('quarter', day)
date_trunc('day', ts)
date_trunc('hour', ts)
date_trunc('minute', ts)
date_diff('year', day, day2)
date_diff('month', day, ts)
date_diff('day', ts, ts2)
date_diff('hour', ts, ts2)
date_diff('quarter', day, day2)
date '2024-02-29'
timestamp '2024-02-29 10:00:00'
date '2024-01-31' + interval 1 month
row_number()
row_number() % 7
count(a)
row_number() * 100 / count(a)
1
1.5
1e3
'text'
true
i > 0 and x > 0
i > 0 or null
not (i > 0 and b)
((i))
i + null
null is null
(i > j) = b
i = 1.0
case when s is null then 'none' else upper(s) end
length(s || t)
upper(substr(s, 1, 1)) || lower(substr(s, 2))
i % 2 = 0
mod(i, 3)
extract(year from date '2026-01-01') - extract(year from day)
date_diff('year', day, date '2026-01-01')
round(i * d * (1 - e / 100), 2)
d * 0.19
cast(d * 0.19 as decimal(10, 2))
round(d * 0.19, 2)
2.5 + y * 1.8
ceil(x / 3)
i + small
small * d
x + y
x - y
y / j
big * 1000
big // 7
big % 7
big / 3
-big
-x
-d
-wide
abs(big)
abs(wide)
abs(small)
wide + wide
wide - e
wide % e
wide / 2
wide * 0.001
e * e
e * e * e
d + 1
1 + d
1.25 * e
d - 0.005
i - 0.5
j * 2.50
i / 2
i // 2
i % 2
i // -3
i % (-3)
(-i) // 4
x // y
x % y
x % 2
x % 2.5
d // 2
d % 3
d / 2
0.0 - x
round(x, 1)
round(x, 3)
round(y, 0)
round(e, 2)
round(e, 3)
round(e, 0)
round(e, 5)
round(d, 2)
round(wide)
round(wide, -3)
round(big, -6)
round(i, 2)
round(d * e, 3)
floor(e)
ceil(e)
floor(wide)
ceil(wide)
floor(y * 10) / 10
ceil(-x)
floor(-d)
sqrt(e)
sqrt(j)
small = i
small < big
d = e
d < x
wide = d
wide < big
e between 1 and 2.5
d not between -100 and 100
day between '1990-01-01' and '2010-12-31'
day between date '1990-01-01' and day2
ts between '1990-01-01' and '2010-12-31 23:59:59'
s between 'a' and 'c'
s > 'anna'
s >= t
s <= 'Z'
t in ('ID-1-x', 'ID-2-x', 'ID-3-x')
day in ('2000-01-01', '2000-01-02')
i in (j, 3, null)
e in (1.5, 2.5)
x in (1, 2)
b in (true, null)
b = true
b <> c
b < c
not (b or c)
not b and c
b and null
null or c
b or null
i > 0 and j > 5 or c
i > 0 and (j > 5 or c)
b is null
s is null or s = ''
d is not null and d > 0
case when b then 1 else 2 end
case when b then 1.5 else 2 end
case when b then day else day2 end
case when b then day else ts end
case when b then ts end
case when b then s end
case when b then 'x' else s end
case when b then t else 'none' end
case when c then null when b then 'yes' else 'no' end
case when i = 0 then null else 100 / i end
case when i = 0 then null else 100 // i end
case when i > 40 then 'a' when i > 30 then 'b' when i > 20 then 'c' when i > 10 then 'd' end
case i % 3 when 0 then 'zero' when 1 then 'one' when 2 then 'two' else 'minus' end
case when digits = '12' then cast(digits as integer) else 0 end
case when b then interval '1 day' else interval '2 days' end + ts
case when i is null then -1 when i < 0 then i * 2 else i end
case b when true then x when false then y end
if(c, s, t)
if(b, d, 0)
coalesce(day, day2)
coalesce(ts, ts2)
coalesce(day, ts)
coalesce(d, e)
coalesce(d, x)
coalesce(s, 'none')
coalesce(b, c)
coalesce(null, i)
coalesce(i, d, x)
nullif(d, 0)
nullif(day, day2)
nullif(x, y)
nullif(b, c)
nullif(t, s)
nullif(i % 2, 0)
greatest(d, e)
greatest(ts, ts2)
least(ts, ts2)
least(s, t)
least(x, y, 0)
greatest(b, c)
least(day, ts2)
greatest(i, d)
greatest(null, i)
least(small, big)
s || s
t || '/' || digits
t || i || s
d || ''
wide || ''
e || '%'
b || ''
day || '!'
ts || '!'
concat(i, '-', d)
concat(s, null, t)
concat(day, ' ', ts)
concat(b, x)
upper(s || t)
lower(upper(s))
lower(t)
length(t)
length(lower(s))
length(digits)
length(s) > 3
trim(t)
trim('  ' || s || ' ')
substr(t, 4)
substr(t, 4, 2)
substr(s, 10)
substr(s, 2, 0)
substr(t, -1)
substr(t, -100, 3)
substr(t, j)
substr(s, i::integer, 3)
substr('abcdef', j, 2)
substring(t, 2, 3)
left(t, 0)
left(t, 100)
right(t, 0)
right(t, 1)
right(t, -1)
right(s, j)
left(s, -j)
lpad(digits, 6, '0')
rpad(digits, 6, '.')
lpad(s, 3, '東')
rpad(s, 4, '東京')
lpad(t, 0, 'x')
rpad(t, 3, 'x')
lpad(cast(i as varchar), 5, ' ')
replace(t, 'ID', '')
replace(s, 'ü', 'ue')
replace(t, '-x', '--')
replace(s, 'zzz', 'y')
cast(small as varchar)
cast(big as varchar)
cast(wide as varchar)
cast(e as varchar)
cast(y as varchar)
cast(round(y, 2) as varchar)
cast(i * 1.0 as varchar)
cast(day2 as varchar)
cast(s as varchar)
cast(i as smallint)
cast(i as tinyint)
cast(i as integer)
cast(d as smallint)
cast(x * 10 as smallint)
cast(y as bigint)
cast(e as bigint)
cast(wide as bigint)
cast(-0.5 as integer)
cast(2.5 as integer)
cast(y + 0.5 as integer)
cast(small as double)
cast(big as double)
cast(e as double)
cast(x as decimal(5, 1))
cast(x as decimal(18, 6))
cast(x as decimal(25, 12))
cast(y as decimal(38, 20))
cast(j as decimal(3, 2))
cast(small as decimal(38, 10))
cast(e as decimal(3, 1))
cast(wide as decimal(38, 10))
cast(d as decimal(4, 0))
cast(b as bigint)
cast(b as decimal(3, 1))
cast(c as double)
cast(j as boolean)
cast(i - 1 as boolean)
cast(x as boolean)
cast(d as boolean)
cast(digits as bigint)
cast(digits as smallint)
cast(digits as decimal(8, 3))
cast('2024-02-29' as date)
cast('2024-02-29 10:11:12' as timestamp)
cast('true' as boolean)
cast('1.5' as double)
cast(substr(t, 4, 1) as integer)
cast(extract(year from day) || '-01-01' as date)
cast(ts2 as date)
cast(null as varchar)
cast(null as date)
day::timestamp
ts::date::varchar
i::varchar || 'x'
(i + j)::double
1::decimal(5, 2)
true::integer
day + i::integer
day2 - i::integer
day - 40000
day2 - 1
day - date '2000-01-01'
date '2000-01-01' - day
day2 - day > 3000
day + interval '1 year'
day - interval '1 year'
day2 + interval '1 month'
day2 - interval '1 month'
day + interval '2 weeks'
day + interval '1 quarter'
day + interval '36 hours'
ts2 + interval '1 month'
ts2 - interval '1 month'
ts + interval '1 second'
ts - interval '1 day'
ts + interval '2 months 3 days'
ts + interval '-2 hours'
ts + interval 10 minute
ts + interval (i::integer) day
ts + interval '1 minute' * i
ts2 + interval '1 month' * small::integer
ts - interval '1 hour' * j
ts + (interval '1 day' + interval '2 hours')
ts + (interval '1 day' - interval '2 hours')
ts + (-interval '1 day')
ts + (ts2 - ts)
ts2 - (ts2 - ts)
extract(epoch from ts - ts2)
extract(epoch from interval '1 day')
extract(second from ts - ts2)
extract(day from ts - ts2)
ts - ts2 < interval '0 days'
ts2 - ts >= interval '100 days'
ts - day2 > interval '1 day'
extract(year from ts)
extract(quarter from ts)
extract(month from ts)
extract(week from ts)
extract(day from ts)
extract(hour from ts2)
extract(minute from ts2)
extract(second from ts2)
extract(millisecond from ts2)
extract(microsecond from ts2)
extract(dow from ts)
extract(isodow from ts)
extract(doy from ts)
extract(isoyear from ts)
extract(hour from day)
extract(minute from day)
date_part('month', day)
date_part('epoch', ts)
date_part('quarter', ts2)
date_part('hour', ts)
date_part('isodow', day2)
year(ts)
month(day)
day(day)
quarter(day)
week(day2)
hour(ts2)
minute(ts2)
second(ts2)
date_trunc('year', ts)
date_trunc('quarter', ts)
date_trunc('month', day)
date_trunc('week', day)
date_trunc('day', day)
date_trunc('second', ts)
date_trunc('month', day) + interval '1 month' - interval '1 day'
date_diff('year', ts, ts2)
date_diff('month', ts, ts2)
date_diff('quarter', ts, ts2)
date_diff('day', day, day2)
date_diff('day', day, ts2)
date_diff('minute', ts, ts2)
date_diff('second', ts, ts2)
date_diff('year', date '2000-12-31', day)
date_diff('day', ts2, day)
s like 'a%'
s like '%'
s like ''
s like '%🙂'
s like '_'
t like 'ID-__-x'
t like '%1%'
t not like '%1%'
s like 'b%'
digits like '-%'
row_number() * 2
row_number() - 1
row_number() <= 10
row_number() // 100
case when row_number() % 10 = 0 then 'tenth' end
count(a) - row_number()
date '2024-01-01' + cast(row_number() as integer)
lpad(cast(row_number() as varchar), 6, '0')
round(d * 1.19, 2) - d
cast(round(d * 1.19, 2) as decimal(10, 2))
round(x * y / 3.6, 1)
2.50 + 1.20 * y + 0.35 * j
lower(s) || '.' || lower(t) || '@example.com'
case s when 'anna' then 0.19 when 'Bob_%' then 0.07 else 0.0 end * d
coalesce(case when b then 'x' end, case when c then 'y' end, 'z')
case when coalesce(i, 0) > 10 and not b then greatest(i, j) else least(i, j) end
1 = 1
1 < 2.5
null = 1
not null
'a' < 'b'
date '2024-01-01' < timestamp '2024-01-01 00:00:01'
1 in (2, 3)
5 % 3
7 // 2
7 / 2
2 * 3.5
10 - 4 - 3
2 + 3 * 4
(2 + 3) * 4
-i + j
- (i + j)
x = x
x <> x
i - j % 7
i % 7 * j
i * j % 7
i % 7 - j
i - big % 7 % 3
2 * mod(i, 5)
i - mod(big, j)
mod(i - j, 7) * 2
mod(mod(big, 100), 7)
i * 2 - row_number() % 7 + j // 2 * 3
-i % 7 - 1
i / 2 * j
i // 2 % 3
(i - j) % 7
i + j * 2 % 5 - small % 9
i % 2 = 0 and j % 2 = 1
i || '-' || j % 3
