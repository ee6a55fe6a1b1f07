"""Odd parents, children and partitions: each is fine or a clear error, and never a crash."""

import contextlib

import pytest
from smelt_datagen import DatagenError, from_values, plan, to_table

from ..make import PLUGINS

STAMP = {"type": "timestamp", "start": "2024-01-01T00:00:00", "end": "2024-01-03T00:00:00"}
MAYBE = {"type": "optional", "prob": 0.5, "inner": {"type": "uniform_int", "min": 0, "max": 5}}
ONE = {"type": "constant", "value": 1}
PARENTS = {
    "name": "a",
    "output": "a",
    "num_rows": 50,
    "partition": {"column": "day", "by": "seen"},
    "columns": [
        {"name": "id", "generator": {"type": "sequential_id"}},
        {"name": "seen", "order": "asc", "generator": STAMP},
        {"name": "maybe", "generator": MAYBE},
    ],
}
CHILDREN = [
    *({"type": "constant", "value": value} for value in (2, 0, -1, "x", 1.5, True)),
    *({"type": "expression", "sql": sql} for sql in ("maybe", "coalesce(maybe, 0)", "id.x", "day")),
    *({"type": "foreign_key", "dataset": name} for name in "ab"),
    *({"type": name} for name in ("child_number", "parent", "sequential_id", "uuid")),
    {"type": "aggregate", "dataset": "b", "function": "count"},
    {"type": "list", "item": ONE, "max_items": 2},
    {"type": "optional", "prob": 0.9, "inner": ONE},
    {"type": "lag", "column": "id"},
    {"type": "weighted_choice", "values": {1: 1, 2: 3}},
    {"type": "cycle", "values": [0, 1, 5]},
    {"type": "case", "column": "maybe", "when": {1: ONE}},
    *(None, 5, [], {}, "constant"),
]
COLUMNS = [
    *({"type": "parent", "column": name} for name in (None, "seen", "maybe", "day")),
    *({"type": name, "column": "p"} for name in ("lag", "lead")),
    {"type": "cumulative", "of": ONE, "start": "seen"},
    {"type": "cumulative", "of": "p", "start": "maybe"},
    {"type": "split", "of": "maybe", "weight": {"type": "constant", "value": 0}},
    {"type": "state_machine", "initial": "a", "transitions": {}},
    {"type": "aggregate", "dataset": "a", "function": "count"},
    {"type": "foreign_key", "dataset": "b", "roots": 0.5},
    {"type": "timestamp_offset", "base": "day", "offset_seconds": {"type": "child_number"}},
]
PARTITIONS = [
    *(None, "inherit", "nope", 5, {"column": "day"}),
    {"column": "day", "by": "p"},
    {"column": "p", "start": "2024-01-01", "days": 3},
]
KEYS = [
    *({"parent": value} for value in (5, None, [], "a", {}, {"dataset": 5, "children": ONE})),
    {"parent": {"dataset": "a", "children": ONE, "more": 1}},
    {"parent": {"dataset": "a", "children": ONE}, "rows": [[1]]},
    {"parent": {"dataset": "a", "children": ONE}, "num_rows": 1, "scale": True},
]


def made(**keys):
    """Make all rows of a dataset with these keys, and some in the middle, or raise its error."""
    columns = [{"name": "p", "generator": {"type": "parent"}}, *keys.pop("columns", ())]
    child = {"name": "b", "output": "b", "columns": columns, **keys}
    for dataset in plan(from_values({"datasets": [child, PARENTS]}), plugins=PLUGINS).datasets:
        whole = to_table(dataset)
        assert sum(part.row_count for part in dataset.parts) == len(whole)
        some = to_table(dataset, len(whole) // 2, len(whole) // 2 + 2)
        assert some.to_pylist() == whole.slice(len(whole) // 2, 2).to_pylist()


def parent(children):
    return {"dataset": "a", "children": children}


@pytest.mark.parametrize("partition", [None, "inherit"])
@pytest.mark.parametrize("children", CHILDREN, ids=str)
def test_odd_children(children, partition):
    keys = {} if partition is None else {"partition": partition}
    with contextlib.suppress(DatagenError):
        made(parent=parent(children), **keys)


@pytest.mark.parametrize("partition", PARTITIONS, ids=str)
@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_odd_columns_and_partitions(column, partition):
    keys = {} if partition is None else {"partition": partition}
    with contextlib.suppress(DatagenError):
        few = {"type": "uniform_int", "min": 0, "max": 4}
        made(parent=parent(few), columns=[{"name": "x", "generator": column}], **keys)


@pytest.mark.parametrize("keys", KEYS, ids=str)
def test_odd_keys(keys):
    with pytest.raises(DatagenError):
        made(**keys)
