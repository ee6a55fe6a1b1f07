"""Values between two others of the row."""

import datetime
from decimal import Decimal

import pyarrow as pa
import pytest
from smelt_datagen import ConfigError, loads, plan, to_table
from smelt_datagen.errors import DataError

from ..make import assert_shares

HEAD = """
native_types: true
datasets:
  - name: users
    output: users
    num_rows: 50
    columns:
      - name: joined
        generator: { type: timestamp, start: "2023-01-01T00:00:00", end: "2024-01-01T00:00:00" }
  - name: a
    output: a
    num_rows: 3000
    columns:
      - { name: user, generator: { type: foreign_key, dataset: users } }
      - { name: n, null_fraction: 0.1, generator: { type: uniform_int, min: 0, max: 50 } }
      - { name: x, generator: { type: uniform_float, min: 0, max: 50 } }
      - { name: born, generator: { type: date, start: 1960-01-01, end: 2000-01-01 } }
      - name: price
        data_type: decimal(8, 2)
        generator: { type: uniform_float, min: 0, max: 9 }
      - { name: name, generator: { type: uuid } }
      - name: fine
        data_type: "timestamp[us]"
        generator: { type: timestamp, start: "2023-01-01T00:00:00", end: "2024-01-01T00:00:00" }
"""


def made(rest):
    return plan(loads(f"{HEAD}      - {{ name: v, generator: {{ type: between, {rest} }} }}\n"))[
        "a"
    ]


def rows(rest):
    table = to_table(made(rest))
    return table["v"].type, table.to_pylist()


def test_integers_include_both_ends_and_are_uniform():
    kind, found = rows("low: 1, high: 6")
    assert kind == pa.int64()
    counts = [sum(row["v"] == face for row in found) for face in range(1, 7)]
    assert sum(counts) == 3000
    assert_shares(counts, [1 / 6] * 6)


def test_a_null_end_gives_null():
    _, found = rows("low: n, high: 60")
    for row in found:
        assert row["v"] is None if row["n"] is None else row["n"] <= row["v"] <= 60
    assert {row["v"] - row["n"] for row in found if row["n"] is not None} >= {0, 1, 2}


def test_doubles_are_below_the_upper_end():
    kind, found = rows("low: x, high: 50.5")
    assert kind == pa.float64()
    shares = [(row["v"] - row["x"]) / (50.5 - row["x"]) for row in found]
    assert all(0 <= share < 1 for share in shares)
    assert abs(sum(shares) / 3000 - 0.5) < 5 * (1 / 12 / 3000) ** 0.5


def test_users_come_after_their_account():
    kind, found = rows('low: user.joined, high: "2024-06-01T00:00:00"')
    assert kind == pa.timestamp("us")
    table = to_table(plan(loads(HEAD))["users"])["joined"].to_pylist()
    for row in found:
        assert table[row["user"] - 1] <= row["v"] <= datetime.datetime(2024, 6, 1)


def test_dates_lie_between_dates():
    kind, found = rows("low: born, high: 2000-01-01")
    assert kind == pa.date32()
    assert all(row["born"] <= row["v"] <= datetime.date(2000, 1, 1) for row in found)
    assert any(row["v"] == row["born"] for row in rows("low: born, high: born")[1])


def test_decimals_are_exact():
    kind, found = rows("low: 0, high: price")
    assert kind == pa.decimal128(18, 2)
    assert all(Decimal(0) <= row["v"] <= row["price"] for row in found)


def test_the_widest_range():
    _, found = rows(f"low: {-(2**63)}, high: {2**63 - 1}")
    assert min(row["v"] for row in found) < -(2**62)
    assert max(row["v"] for row in found) > 2**62


def test_finer_timestamps_count_in_seconds():
    assert rows("low: fine, high: fine")[1][0]["v"].microsecond == 0


def test_an_upper_end_below_the_lower_names_the_row():
    with pytest.raises(
        DataError, match=r"column 'v', row [0-9]+: there is nothing between [0-9]+ and 3,"
    ):
        rows("low: n, high: 3")


@pytest.mark.parametrize(
    ("rest", "wanted"),
    [
        ("low: 1, high: bron", "there is no column 'bron' in this dataset, did you mean 'born'?"),
        ("low: 1, high: born", "there is nothing between int64 and date32[day]"),
        ("low: name, high: name", "there is nothing between string and string"),
        (
            "low: true, high: 1",
            "must be a number, a date, a timestamp or a column, not true or false",
        ),
    ],
)
def test_what_is_wrong_is_said(rest, wanted):
    with pytest.raises(ConfigError) as error:
        made(rest)
    assert [one.message for one in error.value.problems] == [wanted]
