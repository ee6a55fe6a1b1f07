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
      - name: second
        generator: { type: timestamp, start: "2023-01-01T00:00:00", end: "2024-01-01T00:00:00" }
      - name: fine
        data_type: "timestamp[us]"
        generator: { type: expression, sql: "second + interval '500 milliseconds'" }
      - name: zoned
        data_type: "timestamp[us, UTC]"
        generator: { type: timestamp, start: "2023-01-01T00:00:00", end: "2024-01-01T00:00:00" }
      - { name: time, data_type: time, generator: { type: constant, value: "08:00:00" } }
      - { name: lowest, generator: { type: constant, value: -9223372036854775808 } }
      - { name: highest, generator: { type: constant, value: 9223372036854775807 } }
"""
FORMS = "YYYY-MM-DD, or timestamp, YYYY-MM-DDTHH:MM:SS"


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


@pytest.mark.parametrize(
    "rest", [f"low: {-(2**63)}, high: {2**63 - 1}", "low: lowest, high: highest"]
)
def test_the_widest_range(rest):
    _, found = rows(rest)
    assert min(row["v"] for row in found) < -(2**62)
    assert max(row["v"] for row in found) > 2**62


@pytest.mark.parametrize(
    "rest",
    [
        "low: 1, high: 6",
        "low: n, high: 60",
        "low: lowest, high: highest",
        "low: x, high: 50.5",
        "low: 0, high: price",
        "low: born, high: 2000-01-01",
        'low: user.joined, high: "2024-06-01T00:00:00"',
    ],
)
def test_a_row_alone_has_the_value_that_it_has_among_others(rest):
    whole = to_table(made(rest))["v"].to_pylist()
    for row in (0, 7, 2999):
        assert to_table(made(rest), row, row + 1)["v"].to_pylist() == whole[row : row + 1]


def test_a_number_in_the_config_beside_a_decimal_is_a_decimal():
    kind, found = rows("low: price, high: 9.125")
    assert kind == pa.decimal128(18, 3)
    assert all(row["price"] <= row["v"] <= Decimal("9.125") for row in found)
    assert rows("low: 9.125, high: 9.125")[0] == pa.float64()


def test_timestamps_are_as_fine_as_the_finer_end():
    kind, found = rows('low: fine, high: "2024-01-01T00:00:01"')
    assert kind == pa.timestamp("us")
    assert all(row["fine"] <= row["v"] for row in found)
    assert any(row["v"].microsecond for row in found)
    for row in rows("low: fine, high: fine")[1]:
        assert row["v"] == row["fine"]
        assert row["v"].microsecond == 500_000


def test_a_time_zone_stays():
    kind, found = rows('low: zoned, high: "2024-01-01T00:00:00"')
    assert kind == pa.timestamp("us", "UTC")
    latest = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)
    assert all(row["zoned"] <= row["v"] <= latest for row in found)


def test_a_date_beside_a_timestamp_is_its_midnight():
    kind, found = rows('low: 2023-01-01, high: "2023-01-01T12:00:00"')
    assert kind == pa.timestamp("us")
    assert all(row["v"].date() == datetime.date(2023, 1, 1) for row in found)
    assert max(row["v"].hour for row in found) == 11


def test_bounds_follow_from_those_of_the_ends():
    assert made("low: n, high: 60").bound.members["v"].column.type.bounds == (0, 60)
    assert made("low: price, high: 60").bound.members["v"].column.type.bounds is None


@pytest.mark.parametrize("text_format", ["false", "true"])
def test_dates_and_timestamps_are_written_as_in_the_dataset(text_format):
    config = HEAD.replace("native_types: true", f"native_types: {text_format}")
    for high, wanted in (("born", "date32[day]"), ('"2024-01-01T00:00:00"', "timestamp[us]")):
        line = f"      - {{ name: v, generator: {{ type: between, low: born, high: {high} }} }}\n"
        kind = to_table(plan(loads(config + line))["a"], 0, 5)["v"].type
        assert str(kind) == ("string" if text_format == "false" else wanted)


def test_an_upper_end_below_the_lower_names_the_row():
    with pytest.raises(
        DataError, match=r"column 'v', row [0-9]+: there is nothing between [0-9]+ and 3,"
    ):
        rows("low: n, high: 3")


def test_a_value_that_the_type_cannot_hold_names_the_row():
    message = r"column 'v', row 0: the value of 'highest' cannot be double without a loss"
    with pytest.raises(DataError, match=message):
        rows("low: 0.5, high: highest")


@pytest.mark.parametrize(
    ("rest", "wanted"),
    [
        ("low: 1, high: bron", "there is no column 'bron' in this dataset, did you mean 'born'?"),
        ("low: 1, high: born", "there is nothing between int64 and date32[day]"),
        ("low: 1, high: name", "column 'name' is string, no number, date or timestamp"),
        ("low: time, high: 1", "column 'time' is time64[us], no number, date or timestamp"),
        (
            "low: true, high: 1",
            "must be a number, a date, a timestamp or a column, not true or false",
        ),
        (
            "low: 2024-13-01, high: born",
            f"'2024-13-01' is no date, {FORMS}, and there is no such column",
        ),
        ("low: 7, high: 3", "must not be above high (got 7, high is 3)"),
        ("low: 0.5, high: 0.25", "must not be above high (got 0.5, high is 0.25)"),
        (
            "low: 2024-05-01, high: 2024-04-01",
            "must not be above high (got 2024-05-01, high is 2024-04-01)",
        ),
        (
            "low: 50, high: n",
            "must not be above high, but is never below 50, and high never above 49",
        ),
        (
            "low: 9007199254740993, high: x",
            "9007199254740993 cannot be double without a loss",
        ),
        (
            "low: price, high: 100000000000000000",
            "100000000000000000 cannot be decimal128(18, 2) without a loss",
        ),
    ],
)
def test_what_is_wrong_is_said(rest, wanted):
    with pytest.raises(ConfigError) as error:
        made(rest)
    assert [one.message for one in error.value.problems] == [wanted]
