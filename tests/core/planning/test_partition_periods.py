"""Partitions by an ordered column, and those of children where their parents are."""

import datetime

import pytest
from smelt_datagen import ConfigError, discover, to_table

from ..helpers import dataset, plan_of, problems_of

PLUGINS = discover()
STAMP = {"type": "timestamp", "start": "2024-01-30T00:00:00", "end": "2024-03-02T00:00:00"}
DAY = {"type": "date", "start": "2024-01-30", "end": "2024-03-02"}


FEW = {"type": "uniform_int", "min": 1, "max": 3}


def seen(kind=STAMP, order="asc", **keys):
    return {"name": "seen", "generator": kind, "order": order, **keys}


def planned(*columns, rows=2000, partition=None, others=(), native=True):
    partition = {"column": "part", "by": "seen", **(partition or {})}
    visits = dataset("visits", num_rows=rows, columns=columns or [seen()], partition=partition)
    return plan_of(visits, *others, plugins=PLUGINS, keys={"native_types": native})


def problem(*columns, **options):
    with pytest.raises(ConfigError) as error:
        planned(*columns, **options)
    (found,) = problems_of(error)
    return found.removeprefix("datasets[visits].")


UNITS = {
    "hour": lambda when: when.strftime("%Y-%m-%d-%H"),
    "day": lambda when: when.date() if isinstance(when, datetime.datetime) else when,
    "month": lambda when: when.strftime("%Y-%m"),
}


@pytest.mark.parametrize("native", [True, False])
@pytest.mark.parametrize(
    ("unit", "kind"),
    [("hour", STAMP), ("day", STAMP), ("month", STAMP), ("day", DAY), ("month", DAY)],
)
def test_every_row_lies_in_the_partition_of_its_column(unit, kind, native):
    made = planned(seen(kind), partition={"unit": unit}, native=native)["visits"]
    read = datetime.datetime.fromisoformat if kind is STAMP else datetime.date.fromisoformat
    for row in to_table(made).to_pylist():
        when = row["seen"] if native else read(row["seen"])
        assert row["part"] == UNITS[unit](when)
    assert sum(part.row_count for part in made.parts) == 2000


def test_a_day_is_the_unit_if_none_is_said():
    assert planned()["visits"].parts[0].path.startswith("part=2024-01-30/")


def test_days_without_rows_have_a_file_too():
    made = planned(rows=3)["visits"]
    days = [part.path.removeprefix("part=").split("/")[0] for part in made.parts]
    first, last = (datetime.date.fromisoformat(days[place]) for place in (0, -1))
    assert len(days) == (last - first).days + 1 > 3
    assert sum(part.row_count for part in made.parts) == 3


def test_children_lie_where_their_parents_do():
    lines = dataset(
        "clicks",
        partition="inherit",
        columns=[
            {"name": "visit", "generator": {"type": "parent"}},
            {"name": "then", "generator": {"type": "parent", "column": "seen"}},
        ],
        parent={"dataset": "visits", "children": {"type": "uniform_int", "min": 0, "max": 5}},
    )
    del lines["num_rows"]
    inner = {**lines, "name": "moves", "output": "moves", "columns": lines["columns"][:1]}
    inner["parent"] = {**lines["parent"], "dataset": "clicks"}
    made = planned(others=[inner, lines])
    for name in ("visits", "clicks", "moves"):
        parts = made[name].parts
        assert [part.path for part in parts] == [part.path for part in made["visits"].parts]
        assert sum(part.row_count for part in parts) == made[name].row_count
    for row in to_table(made["clicks"]).to_pylist():
        assert row["part"] == row["then"].date()


WRONG = {
    "no such column": ({"by": "sen"}, [seen()], "partition.by: there is no column 'sen' in this"),
    "not ordered": (
        {},
        [{"name": "seen", "generator": STAMP}],
        "partition.by: column 'seen' is not ordered: it needs the key 'order: asc'",
    ),
    "falling": ({}, [seen(order="desc")], "partition.by: column 'seen' is not ordered"),
    "a number": (
        {},
        [seen({"type": "uniform_int", "min": 0, "max": 9})],
        "partition.by: column 'seen' is no date or timestamp but int64",
    ),
    "null": ({}, [seen(null_fraction=0.1)], "partition.by: column 'seen' may be null"),
    "hours of a day": ({"unit": "hour"}, [seen(DAY)], "partition.unit: column 'seen' is a date"),
    "a unit that is none": ({"unit": "week"}, [seen()], "partition.unit: must be 'hour', 'day'"),
    "days beside it": ({"days": 3}, [seen()], "partition: days: cannot stand beside 'by'"),
    "too many": (
        {"unit": "hour"},
        [seen({**STAMP, "start": "1990-01-01T00:00:00"})],
        "partition.unit: makes 299",
    ),
}


@pytest.mark.parametrize(("keys", "columns", "message"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_is_an_error_at_its_place(keys, columns, message):
    found = problem(*columns, partition=keys)
    assert message in (found, found[: len(message)]) or message.split(": ", 1)[1] in found, found


def test_a_unit_needs_a_column():
    visits = dataset(
        "visits", partition={"column": "p", "unit": "day", "start": "2024-01-01", "days": 3}
    )
    with pytest.raises(ConfigError, match="needs 'by', the column whose units it means"):
        plan_of(visits)


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({}, "there is nothing to inherit: dataset 'visits' has no parent"),
        (
            {
                "parent": {
                    "dataset": "users",
                    "children": {"type": "uniform_int", "min": 1, "max": 3},
                }
            },
            "there is nothing to inherit: dataset 'users' has no partition",
        ),
    ],
)
def test_there_is_something_to_inherit(keys, message):
    visits = dataset("visits", partition="inherit", **keys, columns=[seen()])
    if keys:
        del visits["num_rows"]
    users = dataset("users", columns=[seen()])
    with pytest.raises(ConfigError) as error:
        plan_of(visits, users, plugins=PLUGINS)
    assert problems_of(error) == [f"datasets[visits].partition: {message}"]


def test_children_are_ordered_in_their_family_only():
    visits = dataset(
        "visits",
        partition={"column": "p", "by": "seen"},
        columns=[seen()],
        parent={"dataset": "users", "children": {"type": "uniform_int", "min": 1, "max": 3}},
    )
    del visits["num_rows"]
    with pytest.raises(ConfigError, match="within each family only, and not along the dataset"):
        plan_of(visits, dataset("users", columns=[seen()]), plugins=PLUGINS)
