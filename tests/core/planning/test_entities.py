"""Entities: attributes that all rows of one entity share."""

import json
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen import ConfigError, to_table
from smelt_datagen.plugin import Rows

from ..helpers import (
    NUMBER,
    RANDOM,
    assert_plausible,
    dataset,
    partition,
    plan_of,
    problems_of,
    uint64s,
)

ENTITY_NUMBER = {"name": "entity_number", "generator": {"type": "number"}}
SCORE = {"name": "score", "generator": {"type": "random"}}
LETTER = {"name": "letter", "generator": {"type": "letter", "values": ["a", "b", "c"]}}
MAYBE = {"name": "maybe", "generator": {"type": "half_null", "inner": {"type": "number"}}}
ATTRIBUTES = (ENTITY_NUMBER, SCORE, LETTER, MAYBE)


def entity(ratio, *columns):
    return {"pool_ratio": ratio, "columns": list(columns or ATTRIBUTES)}


def visits(rows=5000, ratio=0.1, entity_columns=ATTRIBUTES, columns=(NUMBER,), **keys):
    """Return the plan of a dataset with entities."""
    pool = entity(ratio, *entity_columns)
    return plan_of(dataset("visits", num_rows=rows, entity=pool, columns=columns, **keys))["visits"]


def values(plan, *names):
    table = to_table(plan).to_pydict()
    return [table[name] for name in names] if len(names) > 1 else table[names[0]]


def refused(**keys):
    with pytest.raises(ConfigError) as error:
        plan_of(dataset("visits", **keys))
    return problems_of(error)


def test_all_rows_of_an_entity_have_the_same_attributes():
    rows = list(zip(*values(visits(), *(one["name"] for one in ATTRIBUTES)), strict=True))
    by_number = {row[0]: row for row in rows}
    assert 450 < len(by_number) <= 500
    assert all(row == by_number[row[0]] for row in rows)


def test_other_columns_are_drawn_for_every_row():
    assert values(visits(100), "n") == list(range(100))


@pytest.mark.parametrize(
    ("rows", "ratio", "count"),
    [
        (10, 0.2, 2),
        (10, 0.29, 2),
        (100, 0.29, 29),  # the nearest double is below: 28.999999999999996
        (1000, 0.001, 1),
        (1000, 1e-9, 1),
        (1, 1.0, 1),
        (7, 1, 7),
        (10, 2.5, 25),
        (1000, 1.001, 1001),
        (3, 0.333, 1),
    ],
)
def test_entities_number_rows_times_ratio_rounded_down_and_at_least_one(rows, ratio, count):
    assert picked_from(visits(rows, ratio)) == count


@given(rows=st.integers(1, 10**6), thousandths=st.integers(1, 3000))
def test_entities_are_counted_in_exact_decimal_arithmetic(rows, thousandths):
    exact = Fraction(thousandths, 1000) * rows
    assert picked_from(visits(rows, thousandths / 1000)) == max(1, exact.__floor__())


def picked_from(plan):
    """Return the number of entities that a plan's rows pick from."""
    return plan.bound.members["score"].column.reference.target.row_count


def test_the_number_of_entities_follows_the_scaled_rows():
    plan = plan_of(dataset("visits", num_rows=100, entity=entity(0.2)), scale_factor=0.5)["visits"]
    assert picked_from(plan) == 10


def test_every_entity_is_picked_equally_often():
    found = np.bincount(values(visits(50_000, 0.01), "entity_number"), minlength=500)
    assert_plausible(found, np.full(500, 100))


def test_more_entities_than_rows_leave_most_without_any():
    numbers = values(visits(1000, 3), "entity_number")
    assert max(numbers) > 1000
    expected = 3000 * (1 - (1 - 1 / 3000) ** 1000)  # 850 distinct ones
    assert abs(len(set(numbers)) - expected) < 6 * np.sqrt(1000 * 1000 / 6000)


def test_consecutive_rows_pick_independently():
    numbers = np.array(values(visits(50_000, 0.0002, (ENTITY_NUMBER,)), "entity_number"))
    assert set(numbers) == set(range(10))
    pairs = numbers[:-1] * 10 + numbers[1:]
    assert_plausible(np.bincount(pairs, minlength=100), np.full(100, len(pairs) / 100))


def test_entities_are_the_same_on_every_day():
    plain, daily = visits(), visits(partition=partition(7))
    for one in ATTRIBUTES:
        assert values(plain, one["name"]) == values(daily, one["name"])


@pytest.mark.parametrize(
    "other",
    [
        {"entity_columns": (LETTER, SCORE, ENTITY_NUMBER)},
        {"columns": (NUMBER, RANDOM)},
        {"entity_columns": (SCORE, LETTER), "columns": (RANDOM,)},
    ],
)
def test_columns_added_removed_or_moved_change_no_other(other):
    first, second = visits(), visits(**other)
    for name in ("score", "letter"):
        assert values(first, name) == values(second, name)


def test_an_entity_column_differs_from_a_column_of_the_same_name_and_generator():
    as_column = plan_of(dataset("visits", num_rows=500, columns=[SCORE]))["visits"]
    assert not set(values(visits(500, 1.0), "score")) & set(values(as_column, "score")[:50])


def test_entity_columns_stand_before_the_columns_and_the_partition_behind():
    plan = visits(columns=(RANDOM, NUMBER), partition=partition(3))
    wanted = ["entity_number", "score", "letter", "maybe", "r", "n", "day"]
    assert to_table(plan).column_names == wanted
    assert list(plan.columns) == wanted[:-1]


def test_an_entity_column_has_the_type_nullability_and_dictionary_of_its_generator():
    plan = visits()
    members = plan.bound.members
    assert members["letter"].column.type.dictionary.to_pylist() == ["a", "b", "c"]
    assert [plan.schema.field(name).nullable for name in ("letter", "maybe")] == [False, True]


@given(index=st.lists(st.integers(0, 4999), max_size=30))
def test_any_rows_have_the_entities_of_the_whole(index):
    plan = visits(5000)
    whole = values(plan, "score")
    found = Rows(plan.bound, uint64s(index)).column("score").to_pylist()
    assert found == [whole[row] for row in index]


def test_the_pick_is_made_once_for_all_columns_of_a_row():
    rows = visits().bound.range(0, 100)
    picked = [rows.follow(name).rows for name in ("score", "letter")]
    assert picked[0] is picked[1]
    assert picked[0].index.tolist() == rows.column("entity_number").to_pylist()


def test_an_entity_column_refers_to_the_entity():
    rows = visits().bound.range(0, 100)
    reference = rows.dataset.members["letter"].column.reference
    assert reference.key == "letter"
    assert rows.column("letter").equals(rows.follow("letter").column("letter"))


def test_a_huge_pool_costs_only_the_rows_asked_for():
    plan = visits(10**15, 0.5)
    table = to_table(plan, 10**15 - 3, 10**15).to_pydict()
    assert all(0 <= number < 5 * 10**14 for number in table["entity_number"])
    assert max(table["entity_number"]) > 10**10


@pytest.mark.parametrize("ratio", [0, -0.5])
def test_a_ratio_must_be_above_0(ratio):
    assert refused(entity=entity(ratio)) == [
        f"datasets[visits].entity.pool_ratio: must be greater than 0 (found {ratio})"
    ]


def test_there_are_at_most_as_many_entities_as_64_bits_number():
    (problem,) = refused(num_rows=2**62, entity=entity(2))
    place, message = problem.split(": ")
    assert place == "datasets[visits].entity.pool_ratio"
    assert message == "makes more entities than 64 bits can number (found 2.0)"
    assert picked_from(visits(2**63 - 1, 1)) == 2**63 - 1


@pytest.mark.parametrize("ratio", [None, "0.2", True])
def test_a_ratio_is_a_number(ratio):
    (problem,) = refused(entity=entity(ratio))
    assert problem.startswith("datasets[visits].entity.pool_ratio: expected a number")


@pytest.mark.parametrize("key", ["pool_ratio", "columns"])
def test_an_entity_needs_both_keys(key):
    given_keys = {name: value for name, value in entity(0.5).items() if name != key}
    assert refused(entity=given_keys) == [f"datasets[visits].entity: missing key '{key}'"]


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ({"entity": entity(1, RANDOM, RANDOM)}, "entity.columns[r].name"),
        ({"entity": entity(1, NUMBER)}, "columns[n].name"),
    ],
)
def test_names_are_unique_across_entity_and_columns(keys, place):
    (problem,) = refused(**keys)
    name = json.dumps(place.split("[")[1][0]).replace('"', "'")
    assert problem == f"datasets[visits].{place}: duplicate column name {name} (first at line 1)"


def test_the_partition_column_is_not_an_entity_column_too():
    keys = {"entity": entity(1, RANDOM), "partition": partition(2, column="r")}
    assert refused(**keys) == [
        "datasets[visits].entity.columns[r].name: duplicate column name 'r' (first at line 1)"
    ]


def test_references_of_entity_columns_must_point_to_earlier_datasets():
    forward = {"name": "f", "generator": {"type": "reference", "dataset": "visits"}}
    place = "datasets[visits].entity.columns[f].generator.dataset"
    message = "a dataset cannot refer to itself ('visits')"
    assert refused(entity=entity(1, forward)) == [f"{place}: {message}"]
