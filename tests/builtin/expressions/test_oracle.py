"""Expressions give what DuckDB gives for them on the written file: values and nulls."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .oracle import differences

CASES = [
    line
    for line in Path(__file__).with_name("cases.sql").read_text().splitlines()
    if line and not line.startswith("#")
]
BATCH = 80


def test_there_are_enough_cases():
    assert len({*CASES}) == len(CASES) >= 300


@pytest.mark.parametrize("start", range(0, len(CASES), BATCH))
def test_the_values_and_nulls_are_those_of_duckdb(start, tmp_path):
    assert differences(tmp_path, CASES[start : start + BATCH]) == {}


# --- expressions that nobody wrote: of every type, some levels deep ---


def calls(form, *args):
    """Return expressions of a form, whose places are taken by those of other strategies."""
    return st.tuples(*args).map(lambda given: form.format(*given))


NO_NUMBER, NO_TRUTH = "cast(null as bigint)", "cast(null as boolean)"
INTEGERS = st.sampled_from(
    ["i", "j", "small", "row_number()", "0", "7", "(-3)", "cast(null as bigint)"]
)
DECIMALS = st.sampled_from(["d", "e", "1.5", "0.25", "(-2.50)"])
DOUBLES = st.sampled_from(["x", "y", "1.5e0", "i / j"])
TEXTS = st.sampled_from(["s", "t", "digits", "'Zoé'", "''"])
TRUTHS = st.sampled_from(["b", "c", "true", NO_TRUTH, "i > 0", "s is null", "day < day2"])
DATES = st.sampled_from(["day", "day2", "date '2024-02-29'"])
TIMES = st.sampled_from(["ts", "ts2", "timestamp '2024-02-29 10:11:12'"])


@st.composite
def trees(draw, kind, depth):
    """Return an expression of a kind, parts of which are expressions themselves."""
    leaves = {
        "int": INTEGERS,
        "decimal": DECIMALS,
        "float": DOUBLES,
        "text": TEXTS,
        "bool": TRUTHS,
        "date": DATES,
        "time": TIMES,
    }
    if depth == 0:
        return draw(leaves[kind])

    def of(kind):
        return trees(kind, depth - 1)

    numbers = st.sampled_from(["int", "decimal", "float"]).flatmap(of)
    case = "case when {} then {} when {} then {} else {} end"
    forms = {
        "int": [
            calls("({} + {})", of("int"), of("int")),
            calls("({} - {})", of("int"), of("int")),
            calls("({} % 7)", of("int")),
            calls("({} // 5)", of("int")),
            calls("length({})", of("text")),
            calls("extract(month from {})", of("date")),
            calls("date_diff('day', {}, {})", of("date"), of("time")),
            calls("cast({} as bigint)", of("decimal")),
        ],
        "decimal": [
            calls("({} + {})", of("decimal"), of("decimal")),
            calls("({} - {})", of("decimal"), of("int")),
            calls("({} * {})", DECIMALS, DECIMALS),
            calls("round({}, 1)", of("decimal")),
            calls("cast({} as decimal(24, 4))", of("int")),
            calls("abs({})", of("decimal")),
        ],
        "float": [
            calls("({} + {})", of("float"), of("float")),
            calls("({} * {})", of("float"), of("decimal")),
            calls("round({}, 2)", of("float")),
            calls("floor({})", of("float")),
            calls("cast({} as double)", of("int")),
        ],
        "text": [
            calls("({} || {})", of("text"), of("text")),
            calls("upper({})", of("text")),
            calls("substr({}, 2, 3)", of("text")),
            calls("right({}, 2)", of("text")),
            calls("replace({}, 'n', 'mm')", of("text")),
            calls("lpad({}, 7, '-')", of("text")),
            calls("concat({}, {})", of("text"), of("int")),
            calls("cast({} as varchar)", of("date")),
        ],
        "bool": [
            calls("({} and {})", of("bool"), of("bool")),
            calls("({} or {})", of("bool"), of("bool")),
            calls("(not {})", of("bool")),
            calls("({} < {})", numbers, numbers),
            calls("({} = {})", of("text"), of("text")),
            calls("({} >= {})", of("date"), of("time")),
            calls("({} is null)", of("int")),
            calls("({} like '%n%')", of("text")),
            calls("({} in (1, {}, null))", of("int"), of("int")),
            calls("({} between {} and {})", of("decimal"), of("decimal"), of("int")),
        ],
        "date": [
            calls("({} + 40)", of("date")),
            calls("cast({} as date)", of("time")),
        ],
        "time": [
            calls("({} + interval '1 month')", of("time")),
            calls("({} - interval '1 hour' * j)", of("time")),
            calls("date_trunc('week', {})", of("time")),
            calls("({} + interval '36 hours')", of("date")),
        ],
    }
    everywhere = [
        calls(case, of("bool"), of(kind), of("bool"), of(kind), of(kind)),
        calls("coalesce({}, {})", of(kind), of(kind)),
        calls("nullif({}, {})", of(kind), of(kind)),
        calls("greatest({}, {})", of(kind), of(kind)),
        calls("least({}, {})", of(kind), of(kind)),
    ]
    return draw(st.one_of(*forms[kind], *everywhere))


KINDS = ("int", "decimal", "float", "text", "bool", "date", "time")


@settings(max_examples=5, suppress_health_check=[*HealthCheck])
@given(
    st.lists(
        st.sampled_from(KINDS).flatmap(lambda kind: trees(kind, 2)),
        min_size=20,
        max_size=20,
        unique=True,
    )
)
def test_expressions_that_nobody_wrote(tmp_path_factory, expressions):
    assert differences(tmp_path_factory.mktemp("generated"), expressions) == {}
