"""Foreign keys that reach each target at most once, or at least so often; and trees."""

from collections import Counter

import numpy as np
import pytest

from ...core.helpers import assert_plausible
from ..make import assert_share
from .linked_tables import ID, key, made, maybe, planned, problem, table, values


@pytest.mark.parametrize("rows", [1, 60, 100])
def test_unique_keys_do_not_repeat(rows):
    found = values({"v": key(unique=True)}, rows=rows)
    assert len(set(found)) == rows
    assert set(found) <= set(range(1, 101))
    assert rows == 1 or found != sorted(found)


def test_two_unique_columns_are_independent():
    columns = {"a": key(unique=True), "b": key(unique=True)}
    rows = table(planned(columns, rows=100))
    assert sum(row["a"] == row["b"] for row in rows) < 10


def test_unique_keys_may_be_null():
    found = values({"v": maybe(key(unique=True))}, rows=100)
    present = [value for value in found if value is not None]
    assert len(set(present)) == len(present) < 100


def test_the_rows_that_refer_to_targets_are_known():
    orders = planned({"v": key(unique=True)}, rows=60)["orders"].bound
    member = orders.members["v"]
    reference = member.column.reference
    targets = orders.range(0, 60).follow("v").rows
    assert reference.sources(targets, member.stream).tolist() == list(range(60))
    everyone = reference.target.range(0, 100)
    assert sum(reference.sources(everyone, member.stream) < 60) == 60


@pytest.mark.parametrize(("minimum", "rows"), [(1, 100), (2, 250), (3, 300)])
def test_every_target_is_referred_to_at_least_so_often(minimum, rows):
    found = values({"v": key(min_children=minimum)}, rows=rows)
    counts = Counter(found)
    assert len(counts) == 100
    assert min(counts.values()) >= minimum
    assert found != sorted(found)


def test_rows_beyond_the_minimum_pick_uniformly():
    counts = Counter(values({"v": key(min_children=5)}, rows=50_500))
    assert_plausible([counts[k] - 5 for k in range(1, 101)], [500] * 100)


TREE = {"id": ID, "v": key("orders", column="id", roots=0.1)}


def test_a_tree_refers_to_earlier_rows():
    rows = table(planned(TREE))
    assert rows[0]["v"] is None
    assert all(row["v"] is None or 1 <= row["v"] < row["id"] for row in rows)
    assert_share(sum(row["v"] is None for row in rows[1:]), 0.1, 999)
    assert max(row["v"] or 0 for row in rows) > 500


def test_a_tree_of_one_root_has_no_other():
    found = values({"v": key("orders", roots=0)})
    assert [row for row, value in enumerate(found) if value is None] == [0]


def test_paths_climb_a_tree():
    plan = planned({**TREE, "grand": {"type": "lookup", "foreign_key": "v.v", "column": "id"}})
    rows = table(plan)
    for row in rows:
        parent = row["v"] and rows[row["v"] - 1]
        assert row["grand"] == (parent and parent["v"])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"unique": True},
            "unique: 1,000 rows cannot pick from 100 of dataset 'customers' without",
        ),
        (
            {"min_children": 11},
            "min_children: needs 1,100 rows, 11 for each of the 100 rows of 'customers', but",
        ),
        ({"roots": 0.5}, "roots: is for the own dataset, 'orders': rows of a tree"),
        ({"unique": True, "weight_by": "id"}, "unique: cannot stand beside 'weight_by'"),
        ({"match": {"id": "x"}, "roots": 0}, "roots: cannot stand beside 'match'"),
        (
            {"distribution": {"type": "zipf"}, "min_children": 1},
            "min_children: cannot stand beside",
        ),
        (
            {"distribution": {"type": "zip"}},
            'distribution.type: must be one of "zipf" (found "zip")',
        ),
    ],
)
def test_what_cannot_be_is_an_error(options, message):
    assert problem({"v": key(**options)}).startswith(message)


def test_a_tree_is_no_column_of_entities():
    entity = {"pool_ratio": 0.1, "columns": made({"v": key("orders", roots=0.1)})}
    assert problem({"id": ID}, entity=entity).startswith(
        "roots: a tree is one of the dataset's rows"
    )


def test_any_rows_alone_are_those_of_the_whole():
    columns = {
        "unique": key(unique=True),
        "every": key(min_children=1),
        "zipf": key(distribution={"type": "zipf"}),
        "tree": key("orders", roots=0.1),
    }
    orders = planned(columns, rows=100)["orders"].bound
    index = np.array([99, 3, 3, 50], dtype=np.uint64)
    for name in columns:
        whole = orders.range(0, 100).column(name).to_pylist()
        assert orders.rows(index).column(name).to_pylist() == [whole[row] for row in index]
