"""timestamp_offset, against Python's datetime."""

import datetime
import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from smelt_datagen import ConfigError, to_table

from ...core.helpers import dataset, partition, plan_of, problems_of
from ..make import PLUGINS

SECOND = datetime.timedelta(seconds=1)


def at(start, end=None):
    """Return a generator of one moment, or of those up to `end`."""
    later = datetime.datetime.fromisoformat(start) + SECOND
    return {"type": "timestamp", "start": start, "end": end or later.isoformat()}


def offset(seconds, base="base"):
    if not isinstance(seconds, dict):
        seconds = {"type": "constant", "value": seconds}
    return {"type": "timestamp_offset", "base": base, "offset_seconds": seconds}


def planned(*columns, rows=1, **keys):
    made = [{"name": name, "generator": generator} for name, generator in columns]
    return plan_of(dataset(num_rows=rows, columns=made, **keys), plugins=PLUGINS)["users"]


def moved(start, seconds):
    return to_table(planned(("base", at(start)), ("v", offset(seconds))))["v"][0].as_py()


def refused(*columns, **keys):
    with pytest.raises(ConfigError) as error:
        planned(*columns, **keys)
    return [problem.removeprefix("datasets[users].columns[v].") for problem in problems_of(error)]


@settings(max_examples=40)
@given(
    st.datetimes(datetime.datetime(2000, 1, 1), datetime.datetime(2030, 1, 1)),
    st.integers(-(10**8), 10**8) | st.floats(-1e8, 1e8),
)
def test_offsets_are_added_exactly_and_rounded_down(base, seconds):
    base = base.replace(microsecond=0)
    assert moved(base.isoformat(), seconds) == (base + math.floor(seconds) * SECOND).isoformat()


@pytest.mark.parametrize(
    ("start", "seconds", "wanted"),
    [
        ("2024-02-28T23:59:59", 1, "2024-02-29T00:00:00"),
        ("2024-01-01T00:00:00", -1, "2023-12-31T23:59:59"),
        ("2024-01-01T00:00:00", -0.001, "2023-12-31T23:59:59"),
        ("2024-01-01T00:00:00", 0.999, "2024-01-01T00:00:00"),
        ("9999-12-31T23:59:58", 1, "9999-12-31T23:59:59"),
        ("9999-12-31T23:59:57", 60, "9999-12-31T23:59:59"),
        ("0001-01-01T00:00:00", -1, "0001-01-01T00:00:00"),
        ("2024-01-01T00:00:00", 1e300, "9999-12-31T23:59:59"),
        ("2024-01-01T00:00:00", -1e300, "0001-01-01T00:00:00"),
        ("2024-01-01T00:00:00", 2**63 - 1, "9999-12-31T23:59:59"),
        ("1960-01-01T00:00:00", -(2**63), "0001-01-01T00:00:00"),
    ],
)
def test_times_stay_within_the_years_1_to_9999(start, seconds, wanted):
    assert moved(start, seconds) == wanted


def test_every_row_is_moved_by_its_own_offset():
    base = at("2024-01-01T00:00:00", "2024-12-31T00:00:00")
    plan = planned(("base", base), ("v", offset({"type": "sequential_id"})), rows=500)
    for number, row in enumerate(to_table(plan).to_pylist(), 1):
        base = datetime.datetime.fromisoformat(row["base"])
        assert row["v"] == (base + number * SECOND).isoformat()


def test_the_partition_column_is_midnight_of_the_rows_day():
    seconds = {"type": "uniform_int", "min": 0, "max": 86400}
    plan = planned(("v", offset(seconds, "day")), rows=700, partition=partition(7))
    rows = to_table(plan).to_pylist()
    assert all(row["v"][:10] == row["day"].isoformat() for row in rows)
    assert len({row["v"][11:] for row in rows}) > 680


def test_offsets_can_be_chained():
    plan = planned(("a", at("2024-01-01T00:00:00")), ("b", offset(60, "a")), ("c", offset(1, "b")))
    assert to_table(plan)["c"].to_pylist() == ["2024-01-01T00:01:01"]


@pytest.mark.parametrize("which", ["base", "offset"])
def test_a_null_base_or_offset_gives_null(which):
    half = {"type": "optional", "prob": 0.5}
    base = at("2024-01-01T00:00:00")
    seconds = {"type": "sequential_id"}
    if which == "base":
        base = {**half, "inner": base}
    else:
        seconds = {**half, "inner": seconds}
    plan = planned(("base", base), ("v", offset(seconds)), rows=400)
    assert plan.schema.field("v").nullable
    start = datetime.datetime(2024, 1, 1)
    rows = to_table(plan).to_pylist()
    for number, row in enumerate(rows, 1):
        assert row["v"] in (None, (start + number * SECOND).isoformat())
        assert which == "offset" or (row["v"] is None) == (row["base"] is None)
    assert 140 < sum(row["v"] is None for row in rows) < 260


def test_a_base_and_offset_without_nulls_give_none():
    assert (
        not planned(("base", at("2024-01-01T00:00:00")), ("v", offset(1)))
        .schema.field("v")
        .nullable
    )


@pytest.mark.parametrize(
    "seconds",
    [
        {"type": "uniform_float", "min": -10, "max": 10},
        {"type": "geometric", "p": 0.01},
        {"type": "log_normal", "median": 600, "sigma": 1, "max": 86400},
        {"type": "one_of", "values": [1, 60, 3600]},
        {"type": "weighted_choice", "values": {"0.5": 1, "1": 2}},
    ],
    ids=lambda seconds: seconds["type"],
)
def test_any_numbers_can_be_offsets(seconds):
    if seconds["type"] == "weighted_choice":
        seconds = {"type": "one_of", "values": [0.5, 1, 1e6]}
    column = {"name": "n", "generator": {"type": "json_object", "fields": {"v": offset(seconds)}}}
    text = {"name": "base", "generator": at("2024-01-01T00:00:00")}
    plan = plan_of(dataset(num_rows=50, columns=[text, column]), plugins=PLUGINS)["users"]
    for one in to_table(plan)["n"].to_pylist():
        datetime.datetime.fromisoformat(json.loads(one)["v"])


def test_an_entity_column_can_be_moved_for_entities_and_for_rows():
    base = at("2024-01-01T00:00:00", "2025-01-01T00:00:00")
    keys = {
        "entity": {
            "pool_ratio": 0.1,
            "columns": [
                {"name": "born", "generator": base},
                {"name": "grown", "generator": offset({"type": "sequential_id"}, "born")},
            ],
        }
    }
    plan = planned(("v", offset(5, "grown")), rows=200, **keys)
    rows = to_table(plan).to_pylist()
    assert len({(row["born"], row["grown"]) for row in rows}) == len({row["born"] for row in rows})
    for row in rows:
        born, grown = (datetime.datetime.fromisoformat(row[name]) for name in ("born", "grown"))
        assert 1 <= (grown - born) / SECOND <= 20
        assert row["v"] == (grown + 5 * SECOND).isoformat()


@pytest.mark.parametrize("end", ["2024-02-01", "2924-02-01"])
def test_a_date_is_its_midnight(end):
    base = ("base", {"type": "date", "start": "2024-01-01", "end": end})
    for row in to_table(planned(base, ("v", offset(61)))).to_pylist():
        assert row["v"] == f"{row['base']}T00:01:01"


def test_a_base_may_stand_later():
    rows = to_table(planned(("v", offset(1)), BASE)).to_pylist()
    assert {row["v"] for row in rows} == {"2024-01-01T00:00:01"}


BASE = ("base", at("2024-01-01T00:00:00"))
UNKNOWN = "generator.base: there is no column '{}' in this dataset"


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ([("v", offset(1, "v"))], "generator.base: refers to itself: users.v → users.v"),
        (
            [BASE, ("v", offset(1, "bases"))],
            UNKNOWN.format("bases") + ", did you mean 'base'?",
        ),
        (
            [("base", {"type": "uuid"}), ("v", offset(1))],
            "generator.base: column 'base' is no timestamp and no date but string",
        ),
        (
            [BASE, ("v", offset("x"))],
            "generator.offset_seconds: must give numbers, not string",
        ),
        (
            [BASE, ("v", offset({"type": "bool", "prob": 0.5}))],
            "generator.offset_seconds: must give numbers, not bool",
        ),
    ],
)
def test_a_base_is_a_time_and_an_offset_a_number(columns, message):
    (found,) = refused(*columns)
    assert found.startswith(message)


@pytest.mark.parametrize(
    "wrap",
    [
        lambda inner: {"type": "optional", "prob": 0.5, "inner": inner},
        lambda inner: {"type": "json_object", "fields": {"f": inner}},
        lambda inner: {"type": "json_array", "item": inner, "min_items": 0, "max_items": 1},
    ],
    ids=["optional", "json_object", "json_array"],
)
def test_a_missing_base_is_named_however_deep(wrap):
    (found,) = refused(("v", wrap(offset(1, "nowhere"))))
    assert "base: there is no column 'nowhere' in this dataset" in found


def test_entities_know_no_columns_of_the_row():
    columns = [{"name": "grown", "generator": offset(1, "day")}]
    keys = {"entity": {"pool_ratio": 1, "columns": columns}, "partition": partition(2)}
    (found,) = refused(BASE, **keys)
    assert "entity.columns[grown].generator.base: there is no column 'day'" in found
