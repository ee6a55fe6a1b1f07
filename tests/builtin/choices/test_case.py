"""A generator for each value of a column."""

import pyarrow as pa
import pytest
from smelt_datagen import ConfigError, loads, plan, to_table

HEAD = """
datasets:
  - name: a
    output: a
    num_rows: 2000
    columns:
      - { name: plan, null_fraction: 0.1, generator: { type: one_of, values: [free, pro, big] } }
      - { name: n, generator: { type: uniform_int, min: 0, max: 4 } }
      - { name: yes, generator: { type: bool, prob: 0.5 } }
      - { name: day, generator: { type: date, start: 2024-01-01, end: 2024-01-04 } }
"""
INTS = "{ type: uniform_int, min: 10, max: 20 }"


def made(rest):
    return plan(loads(f"{HEAD}      - {{ name: v, generator: {{ type: case, {rest} }} }}\n"))["a"]


def table(rest):
    return to_table(made(rest))


def problem(rest):
    with pytest.raises(ConfigError) as error:
        made(rest)
    (one,) = error.value.problems
    return ".".join(map(str, one.path[5:])), one.message


def test_each_value_has_its_generator_and_the_others_have_none():
    rows = table(
        f"column: plan, when: {{ free: {{ type: constant, value: 0 }}, pro: {INTS} }}"
    ).to_pylist()
    for row in rows:
        if row["plan"] == "free":
            assert row["v"] == 0
        elif row["plan"] == "pro":
            assert 10 <= row["v"] < 20
        else:
            assert row["v"] is None
    assert len({row["v"] for row in rows if row["plan"] == "pro"}) == 10


def test_else_is_for_all_other_rows_and_for_nulls():
    rows = table(f"column: plan, when: {{ free: {INTS} }}, else: {{ type: constant, value: -1 }}")
    assert rows.schema.field("v").nullable is False
    for row in rows.to_pylist():
        assert (row["v"] == -1) == (row["plan"] != "free")


def test_a_value_does_not_depend_on_the_other_branches():
    one = table(f"column: plan, when: {{ pro: {INTS} }}").to_pylist()
    both = table(f"column: plan, when: {{ free: {INTS}, pro: {INTS} }}").to_pylist()
    assert [r["v"] for r in one if r["plan"] == "pro"] == [
        r["v"] for r in both if r["plan"] == "pro"
    ]


@pytest.mark.parametrize(
    ("column", "key", "holds"),
    [
        ("n", "2", lambda row: row["n"] == 2),
        ("yes", "true", lambda row: row["yes"]),
        ("day", "2024-01-02", lambda row: row["day"] == "2024-01-02"),
    ],
)
def test_columns_of_any_type_decide(column, key, holds):
    for row in table(f"column: {column}, when: {{ {key}: {INTS} }}").to_pylist():
        assert (row["v"] is not None) == holds(row)


def test_categories_become_one_dictionary():
    abc, bcd = (f"{{ type: one_of, values: [{names}] }}" for names in ("a, b", "b, c"))
    whole = made(f"column: plan, when: {{ free: {abc}, pro: {bcd} }}")
    assert whole.dataset.members["v"].column.type.dictionary.to_pylist() == ["a", "b", "c"]
    for row in to_table(whole).to_pylist():
        wanted = {"free": "ab", "pro": "bc"}.get(row["plan"])
        assert row["v"] is None if wanted is None else row["v"] in wanted


def test_integers_beside_doubles_are_doubles():
    rows = table(
        f"column: plan, when: {{ free: {INTS}, pro: {{ type: uniform_float, min: 0, max: 1 }} }}"
    )
    assert rows["v"].type == pa.float64()


def test_branches_see_the_row():
    lookup = "{ type: expression, sql: n * 10 }"
    for row in table(f"column: plan, when: {{ pro: {lookup} }}").to_pylist():
        assert row["v"] == (row["n"] * 10 if row["plan"] == "pro" else None)


@pytest.mark.parametrize(
    ("rest", "wanted"),
    [
        (
            f"column: plan, when: {{ fre: {INTS} }}",
            ("when.fre", "column 'plan' never is 'fre', did you mean 'free'?"),
        ),
        (
            f"column: n, when: {{ x: {INTS} }}",
            ("when.x", "column 'n' is int64, not 'x'"),
        ),
        (
            f"column: plan, when: {{ free: {INTS}, pro: {{ type: uuid }} }}",
            ("when", "the generators give int64 and string, but a column has one type"),
        ),
        ("column: plan, when: {}", ("when", "must have at least one value")),
        (
            f"column: plam, when: {{ free: {INTS} }}",
            ("column", "there is no column 'plam' in this dataset, did you mean 'plan'?"),
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(rest, wanted):
    assert problem(rest) == wanted
