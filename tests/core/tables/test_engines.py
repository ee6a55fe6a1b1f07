"""Engines query a plan like a table: same answers, and only what the query needs is made."""

import pytest

from .recorded import PLAN, ROWS, WHOLE, WIDE, WIDE_WHOLE, below, made

QUERIES = [
    "SELECT count(*) AS rows FROM users",
    "SELECT count(*) AS rows, sum(r) AS total, count(maybe) AS known FROM users WHERE letter = 'b'",
    "SELECT letter, count(*) AS rows, max(r) AS most FROM users GROUP BY letter ORDER BY letter",
    "SELECT text, day FROM users WHERE maybe IS NULL AND r < 20000 ORDER BY n",
    "SELECT text FROM users WHERE day = DATE '2024-02-29' AND letter IN ('a', 'c') ORDER BY n",
    "SELECT a.n FROM users a JOIN users b ON a.n = b.n + 1 WHERE b.r < 5000 ORDER BY a.n",
    "SELECT n, letter FROM users WHERE maybe BETWEEN 10 AND 9000 OR text = '69999' ORDER BY n",
]
every_query = pytest.mark.parametrize("query", QUERIES)


def by_duckdb(source, query):
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as connection:
        return connection.register("users", source).sql(query).to_arrow_table().to_pydict()


def by_datafusion(source, query):
    datafusion = pytest.importorskip("datafusion")
    context = datafusion.SessionContext()
    if hasattr(source, "get_fragments"):
        context.register_dataset("users", source)
    else:
        context.from_arrow(source, "users")
    return context.sql(query).to_pydict()


def by_polars(source, query):
    polars = pytest.importorskip("polars")
    lazy = (
        polars.scan_pyarrow_dataset(source)
        if hasattr(source, "get_fragments")
        else polars.DataFrame(source).lazy()
    )
    return polars.SQLContext(users=lazy).execute(query, eager=True).to_dict(as_series=False)


every_engine = pytest.mark.parametrize(
    "ask", [by_duckdb, by_datafusion, by_polars], ids=lambda ask: ask.__name__
)


@every_engine
@every_query
def test_a_query_has_the_answer_of_the_table(ask, query):
    assert ask(PLAN.dataset(), query) == ask(WHOLE, query)


@every_engine
def test_a_query_of_one_column_makes_this_column(ask):
    made()
    found = ask(WIDE.dataset(), "SELECT sum(c) AS total FROM users")
    assert made() == {"c": ROWS}
    assert found == {"total": [sum(WIDE_WHOLE["c"].to_pylist())]}


@every_engine
def test_the_filter_of_a_query_reaches_the_plan(ask):
    made()
    found = ask(WIDE.dataset(), "SELECT count(e) AS known FROM users WHERE a < 100")
    assert found == {"known": [below(100)]}
    assert made() == {"a": ROWS, "e": below(100)}
