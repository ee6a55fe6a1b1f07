"""A plan as a lazy frame of Polars: the same rows, and only what the query needs is made."""

import sys

import pytest
import smelt_datagen

from ...child import run_python
from .recorded import PLAN, ROWS, WHOLE, WIDE, below, made

pl = pytest.importorskip("polars")

QUERIES = {
    "everything": lambda frame: frame,
    "a filter": lambda frame: frame.filter(pl.col("letter") == "b"),
    "other columns than the filter's": lambda frame: frame.filter(pl.col("maybe") < 9_000).select(
        "text", "day"
    ),
    "nulls": lambda frame: frame.filter(pl.col("maybe").is_null()).select("n", "maybe"),
    "a list of values": lambda frame: frame.filter(pl.col("letter").is_in(["a", "c"])),
    "the first rows": lambda frame: frame.head(40_000),
    "the first rows of a filter": lambda frame: frame.filter(pl.col("r") < 9_000).head(10),
    "a filter of the first rows": lambda frame: frame.head(1_000).filter(pl.col("r") < 9_000),
    "rows in the middle": lambda frame: frame.slice(33_000, 2_000),
    "the last rows": lambda frame: frame.tail(3),
    "the number of rows": lambda frame: frame.select(pl.len()),
    "the number of rows of a filter": lambda frame: frame.filter(pl.col("r") < 9_000).select(
        pl.len()
    ),
    "groups": lambda frame: frame.group_by("letter").agg(pl.col("r").sum()).sort("letter"),
    "with itself": lambda frame: frame.join(
        frame.filter(pl.col("r") < 9_000), on="n", maintain_order="left"
    ),
    "a filter that is always true": lambda frame: frame.filter(pl.lit(value=True)).select("text"),
    "a filter of several columns": lambda frame: frame.filter(
        pl.col("r") > pl.col("maybe"), pl.col("n") % 3 == 0
    ),
}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_a_query_has_the_answer_of_the_table(query, engine):
    found = query(smelt_datagen.scan(PLAN)).collect(engine=engine)
    wanted = query(pl.DataFrame(WHOLE).lazy()).collect(engine=engine)
    assert found.equals(wanted)
    assert found.schema == wanted.schema


def test_the_schema_costs_nothing():
    made()
    assert smelt_datagen.scan(WIDE).collect_schema() == pl.Schema(dict.fromkeys("abcdef", pl.Int64))
    assert made() == {}


def test_only_the_columns_that_are_asked_for_are_made():
    made()
    smelt_datagen.scan(WIDE).select(pl.col("c").sum()).collect()
    assert made() == {"c": ROWS}


def test_behind_a_filter_only_the_rows_that_it_leaves_are_made():
    made()
    smelt_datagen.scan(WIDE).filter(pl.col("a") < 100).select("a", "e").collect()
    assert made() == {"a": ROWS, "e": below(100)}


def test_the_first_rows_cost_only_themselves():
    made()
    assert smelt_datagen.scan(WIDE).head(100).collect().height == 100
    assert made() == dict.fromkeys("abcdef", 100)


def test_many_queries_at_once_wait_for_none_of_each_other():
    code = """
import polars as pl, smelt_datagen as s
column = "{name: x, generator: {type: uniform_int, min: 0, max: 9}}"
text = f"datasets: [{{name: a, output: a, num_rows: 300000, columns: [{column}]}}]"
plan = s.plan(s.loads(text))["a"]
frames = [s.scan(plan).filter(pl.col('x') == n % 9).select(pl.len()) for n in range(24)]
print(sum(frame.item() for frame in pl.collect_all(frames)) > 0)
"""
    assert run_python("-c", code) == "True\n"


def test_without_polars_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    monkeypatch.delitem(sys.modules, "smelt_datagen.tables.lazy_frame", raising=False)
    with pytest.raises(ImportError, match=r"pip install 'smelt-datagen\[polars\]'"):
        smelt_datagen.scan(PLAN)
