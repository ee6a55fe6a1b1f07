"""The 22 queries of TPC-H give on our data what they give on the benchmark's, but for chance.

Both data sets are random and of the same distribution, so results cannot be equal. Where the
schema determines the groups, they are the same; and a figure of a group that n rows contribute
to has a standard deviation of about c sqrt(1 + v^2) / sqrt(n) of itself, where v <= 1 is the rows'
own coefficient of variation, and c = 1.5 allows for the lines of an order, which share its date
(a design effect of 2.2). Where groups are such as orders or parts, the number of them is compared,
which is a sum of rare events: its variance is about itself.
"""

import math
import pathlib

import pytest
import sqlglot
from sqlglot import exp

from .conftest import SCALE

QUERIES = sorted(pathlib.Path(__file__).with_name("queries").glob("*.sql"))
DETERMINED = {
    "q01": ["l_returnflag", "l_linestatus"],
    "q04": ["o_orderpriority"],
    "q05": ["n_name"],
    "q06": [],
    "q07": ["supp_nation", "cust_nation", "l_year"],
    "q08": ["o_year"],
    "q09": ["nation", "o_year"],
    "q12": ["l_shipmode"],
    "q14": [],
    "q17": [],
    "q19": [],
    "q22": ["cntrycode"],
}
"""Queries whose groups the schema determines, and by which columns."""
SIGMAS = 5
FEW = 10
"""Rows of a group from which on it is there in both, and its figures are compared."""


def results(database, file, scale):
    """Return all rows as dicts, of aggregates with the number of rows that contribute."""
    text = file.read_text(encoding="utf-8").replace("$scale", str(scale))
    tree = sqlglot.parse_one(text, dialect="duckdb")
    tree.set("limit", None)
    if file.stem in DETERMINED:
        tree = tree.select(exp.alias_(exp.Count(this=exp.Star()), "contributions"))
    cursor = database.execute(tree.sql(dialect="duckdb"))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def deviations(one, other, rows):
    """Return by how many standard deviations two figures of about `rows` rows each differ."""
    size = max(abs(one), abs(other))
    return abs(one - other) / (size * 1.5 * math.sqrt(2 * 2 / rows)) if size else 0.0


def with_few_suppliers(database):
    """Return the nations with two suppliers or fewer: 100 suppliers fall on 25 nations.

    One supplier offers 80 parts, of which one in twenty is green: there may be none.
    """
    query = """select n_name from nation left join supplier on n_nationkey = s_nationkey
        group by n_name having count(s_suppkey) <= 2"""
    return {name for (name,) in database.execute(query).fetchall()}


def disagreements(ours, theirs, keys, left_out):
    """Yield what differs by more than chance, of results whose groups the schema determines.

    Groups with a key of those `left_out` are not looked at.
    """
    by_key = [{tuple(row[key] for key in keys): row for row in rows} for rows in (ours, theirs)]
    for key in by_key[0].keys() | by_key[1].keys():
        if left_out.intersection(key):
            continue
        pair = [rows.get(key) for rows in by_key]
        if None in pair:
            rows = next(row for row in pair if row is not None)["contributions"]
            if rows >= FEW:
                yield f"{key}: {rows} rows in one only"
            continue
        rows = min(row["contributions"] for row in pair)
        for name in pair[0].keys() - set(keys):
            figures = [float(row[name] or 0) for row in pair]
            if rows >= FEW and deviations(*figures, rows) > SIGMAS:
                yield f"{key}: {name} is {figures[0]}, not {figures[1]} ({rows} rows)"


def compared(ours, theirs, file, scale=SCALE):
    """Return what differs by more than chance between two databases."""
    found, wanted = (results(database, file, scale) for database in (ours, theirs))
    if file.stem in DETERMINED:
        left_out = with_few_suppliers(ours) | with_few_suppliers(theirs)
        return [*disagreements(found, wanted, DETERMINED[file.stem], left_out)]
    if abs(len(found) - len(wanted)) > SIGMAS * math.sqrt(len(found) + len(wanted)):
        return [f"{len(found)} rows, not {len(wanted)}"]
    return []


@pytest.mark.parametrize("file", QUERIES, ids=lambda file: file.stem)
def test_a_query_gives_what_it_gives_on_the_benchmarks_data(ours, theirs, file):
    assert compared(ours, theirs, file) == []


@pytest.mark.parametrize("file", QUERIES, ids=lambda file: file.stem)
def test_a_query_runs_as_it_stands(ours, file):
    text = file.read_text(encoding="utf-8").replace("$scale", str(SCALE))
    assert ours.execute(text).description


def test_most_queries_find_something(ours):
    empty = [file.stem for file in QUERIES if not results(ours, file, SCALE)]
    assert len(empty) <= 2, empty


def test_another_distribution_is_seen(ours, theirs):
    ours.execute(
        "create or replace temp view lineitem as select * replace (l_quantity * 1.1 as "
        "l_quantity) from memory.main.lineitem"
    )
    try:
        assert compared(ours, theirs, QUERIES[0])
    finally:
        ours.execute("drop view temp.lineitem")
