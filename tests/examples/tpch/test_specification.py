"""The example keeps those rules of TPC-H's specification that it claims: DuckDB counts breaches."""

import pytest

from .tables import TABLES

VIOLATIONS = {
    "a supplier has a nation": "from supplier anti join nation on s_nationkey = n_nationkey",
    "a nation has a region": "from nation anti join region on n_regionkey = r_regionkey",
    "a customer has a nation": "from customer anti join nation on c_nationkey = n_nationkey",
    "an order has a customer": "from orders anti join customer on o_custkey = c_custkey",
    "a line has an order": "from lineitem anti join orders on l_orderkey = o_orderkey",
    "an order has lines": "from orders anti join lineitem on l_orderkey = o_orderkey",
    "a line has an offer of the part by the supplier": (
        "from lineitem anti join partsupp on l_partkey = ps_partkey and l_suppkey = ps_suppkey"
    ),
    "an offer has a part": "from partsupp anti join part on ps_partkey = p_partkey",
    "an offer has a supplier": "from partsupp anti join supplier on ps_suppkey = s_suppkey",
    "a part has four suppliers": """from (select ps_partkey, count(distinct ps_suppkey) suppliers
        from partsupp group by 1) where suppliers <> 4""",
    "the suppliers of a part are those of the formula": """from (
        select *, row_number() over (partition by ps_partkey) - 1 i from partsupp
      ), (select count(*) s from supplier) where ps_suppkey not in (
        select (ps_partkey + j * (s // 4 + (ps_partkey - 1) // s)) % s + 1 from range(4) r(j))""",
    "a third of the customers has no orders": "from orders where o_custkey % 3 = 0",
    "order keys are the first eight of 32": "from orders where (o_orderkey - 1) % 32 > 7",
    "orders have 1 to 7 lines": """from (select count(*) n, max(l_linenumber) last
        from lineitem group by l_orderkey) where n not between 1 and 7 or last <> n""",
    "the price of a part": """from part where p_retailprice * 100 <>
        90000 + (p_partkey // 10) % 20001 + 100 * (p_partkey % 1000)""",
    "the brand is the manufacturer's": "from part where p_brand[7] <> p_mfgr[14]",
    "five words make a name": """from part
        where len(list_distinct(string_split(p_name, ' '))) <> 5""",
    "the price of a line": """from lineitem join part on l_partkey = p_partkey
        where l_extendedprice <> l_quantity * p_retailprice""",
    "quantities, discounts and taxes": """from lineitem where l_quantity not between 1 and 50
        or l_discount not between 0 and 0.10 or l_tax not between 0 and 0.08""",
    "the dates of an order": """from orders where o_orderdate
        not between date '1992-01-01' and date '1998-12-31' - 151""",
    "the dates of a line": """from lineitem join orders on l_orderkey = o_orderkey
        where l_shipdate - o_orderdate not between 1 and 121
        or l_commitdate - o_orderdate not between 30 and 90
        or l_receiptdate - l_shipdate not between 1 and 30""",
    "what was returned": """from lineitem where (l_returnflag = 'N') <>
        (l_receiptdate > date '1995-06-17')""",
    "the status of a line": """from lineitem where l_linestatus <>
        case when l_shipdate > date '1995-06-17' then 'O' else 'F' end""",
    "the status of an order": """from orders join (
        select l_orderkey, case when min(l_linestatus) = max(l_linestatus)
          then min(l_linestatus) else 'P' end status from lineitem group by 1
      ) on l_orderkey = o_orderkey where o_orderstatus <> status""",
    "the total of an order": """from orders join (
        select l_orderkey, sum(round(l_extendedprice * (1 - l_discount) * (1 + l_tax), 2)) total
        from lineitem group by 1
      ) on l_orderkey = o_orderkey where o_totalprice <> total""",
    "phones": """from (select c_phone p, c_nationkey n from customer
        union all select s_phone, s_nationkey from supplier)
        where not regexp_full_match(p, '\\d\\d-[1-9]\\d\\d-[1-9]\\d\\d-[1-9]\\d{3}')
        or p[:2]::int <> n + 10""",
    "names": """from (
        select c_name, 'Customer#' || lpad(c_custkey::text, 9, '0') wanted from customer
        union all select s_name, 'Supplier#' || lpad(s_suppkey::text, 9, '0') from supplier
        union all select o_clerk, 'Clerk#000000001' from orders where o_clerk[7:]::int
          not between 1 and (select greatest(count(*) // 10, 1) from supplier))
        where c_name <> wanted""",
    "balances": """from (select c_acctbal b from customer union all select s_acctbal from supplier)
        where b not between -999.99 and 9999.99""",
    "offers": """from partsupp where ps_availqty not between 1 and 9999
        or ps_supplycost not between 1.00 and 1000.00""",
    "sizes and priorities": """from part where p_size not between 1 and 50""",
    "ship priorities": "from orders where o_shippriority <> 0",
    "addresses": """from (select c_address a from customer
        union all select s_address from supplier) where len(a) not between 10 and 40""",
}
KEYS = {
    "region": "r_regionkey",
    "nation": "n_nationkey",
    "supplier": "s_suppkey",
    "part": "p_partkey",
    "partsupp": "ps_partkey, ps_suppkey",
    "customer": "c_custkey",
    "orders": "o_orderkey",
    "lineitem": "l_orderkey, l_linenumber",
}
ROWS = {"region": 5, "nation": 25, "supplier": 100, "part": 2000, "partsupp": 8000}
ROWS |= {"customer": 1500, "orders": 15_000}


@pytest.mark.parametrize("breach", VIOLATIONS.values(), ids=VIOLATIONS)
def test_there_are_no_breaches(ours, breach):
    assert ours.execute(f"select count(*) {breach}").fetchone() == (0,)


@pytest.mark.parametrize(("table", "key"), KEYS.items())
def test_keys_are_unique(ours, table, key):
    query = f"select count(*), count(distinct ({key})) from {table}"  # noqa: S608 (our own)
    rows, keys = ours.execute(query).fetchone()
    assert rows == keys == ROWS.get(table, rows)


def test_lines_are_four_for_an_order(ours):
    (lines,) = ours.execute("select count(*) from lineitem").fetchone()
    # decks of 4,096 orders have four lines each on average; the last one is not whole
    assert abs(lines - 60_000) < 5 * 2 * (15_000 % 4096) ** 0.5


@pytest.mark.parametrize("table", TABLES)
def test_columns_and_types_are_those_of_the_benchmark(ours, theirs, table):
    def columns(database):
        return [row[:2] for row in database.execute(f"describe {table}").fetchall()]

    assert columns(ours) == columns(theirs)


def test_there_are_61_columns(ours):
    assert sum(len(ours.execute(f"describe {table}").fetchall()) for table in TABLES) == 61


def test_phrases_of_suppliers_are_there_at_their_rate(ours):
    query = """select count(*) from supplier
        where s_comment like '%Customer%Complaints%' or s_comment like '%Customer%Recommends%'"""
    assert ours.execute(query).fetchone()[0] <= 1  # 10 of 10,000, and these are 100


@pytest.mark.parametrize("text", ["p", "ps", "s", "c", "o", "l"])
def test_comments_are_about_as_long_as_those_of_the_benchmark(ours, theirs, text):
    tables = {"p": "part", "ps": "partsupp", "s": "supplier"}
    tables |= {"c": "customer", "o": "orders", "l": "lineitem"}
    query = f"select avg(len({text}_comment)) from {tables[text]}"  # noqa: S608 (our own)
    found, wanted = (one.execute(query).fetchone()[0] for one in (ours, theirs))
    assert 0.75 < found / wanted < 1.33
