"""The key `parent`: how many rows a dataset has, and what cannot be a parent."""

import numpy as np
import pyarrow as pa
import pytest
from smelt_datagen import ConfigError, to_table
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import (
    ColumnType,
    GeneratedColumn,
    Generator,
    ReferenceColumn,
    Targets,
    UniformReference,
    family_relation,
    generator,
    param,
)
from smelt_datagen.relations.decks import Decks
from smelt_datagen.relations.prefix_sums import PrefixSums

from ..helpers import (
    GENERATORS,
    NUMBER,
    RANDOM,
    config_of,
    dataset,
    plan_of,
    plugins_of,
    problems_of,
)


@generator("drawn", example="{ type: drawn }", inverts_draw=True)
class Drawn(Generator):
    """A uniform integer in [low, high) that inverts its draw."""

    low: int = param("Smallest value.", default=0)
    high: int = param("Behind the largest value.", default=4)

    data_type = pa.int64()

    def generate(self, block):
        return arrow_array(block.integers(self.low, self.high))


@generator("same", example="{ type: same, column: n }")
class Same(Generator):
    """The value of a column."""

    column: str = param("The column.")

    def bind(self, scope):
        kind = scope.column(self.column, "column").type
        return GeneratedColumn(kind, lambda block: block.rows.column(self.column))


@generator("above", example="{ type: above }")
class Above(Generator):
    """The number of the parent's row, from 1."""

    def bind(self, scope):
        parent = family_relation(scope).parent
        return ReferenceColumn(ColumnType(pa.int64()), _Parent(parent, None))


class _Parent(UniformReference):
    def rows(self, block):
        return Targets(block.rows.parents)


PLUGINS = plugins_of(*GENERATORS, Drawn, Same, Above)
USERS = dataset("users", num_rows=10_000, columns=[NUMBER])


def children(counts, parent="users", name="visits", columns=(NUMBER,), **keys):
    found = dataset(name, columns=columns, **keys)
    del found["num_rows"]
    return {**found, "parent": {"dataset": parent, "children": counts}}


def planned(*datasets, **options):
    return plan_of(*datasets, plugins=PLUGINS, **options)


def problem(*datasets, **options):
    with pytest.raises(ConfigError) as error:
        planned(*datasets, **options)
    (found,) = problems_of(error)
    return found


def test_counts_that_follow_from_one_draw_are_dealt_and_others_are_summed():
    made = planned(
        USERS,
        children({"type": "drawn"}, name="dealt"),
        children({"type": "random", "high": 4}, name="summed"),
        children({"type": "same", "column": "r"}, "beside", "seen"),
        dataset("beside", columns=[{"name": "r", "generator": {"type": "random", "high": 4}}]),
    )
    assert isinstance(made["dealt"].bound.relation, Decks)
    assert isinstance(made["summed"].bound.relation, PrefixSums)
    rows = to_table(made["beside"])["r"].to_pylist()
    assert made["seen"].row_count == sum(rows)


def test_a_deck_has_the_distribution_of_its_generator():
    made = planned({**USERS, "num_rows": 4096}, children({"type": "drawn", "low": 1, "high": 5}))
    parents = to_table(made["visits"])["n"]  # any column: rows are counted by the relation
    assert len(parents) == 4096 * 2.5
    relation = made["visits"].bound.relation
    _, counts = relation.spans(np.arange(4096, dtype=np.uint64))
    assert np.bincount(counts).tolist() == [0, 1024, 1024, 1024, 1024]


def test_the_order_of_datasets_does_not_matter():
    one = planned(USERS, children({"type": "drawn"}))["visits"]
    other = planned(children({"type": "drawn"}), USERS)["visits"]
    assert one.row_count == other.row_count
    assert one.bound.range(5, 9).families.parents.tolist() == (
        other.bound.range(5, 9).families.parents.tolist()
    )


def test_the_scale_factor_comes_through_the_parent():
    made = planned(USERS, children({"type": "drawn", "low": 3, "high": 4}), scale_factor=0.5)
    assert made["users"].row_count == 5000
    assert made["visits"].row_count == 15_000


@pytest.mark.parametrize("counts", ["drawn", "random"])
def test_more_parents_keep_the_children_there_were(counts):
    few = {"type": counts, "low": 1, "high": 4}
    columns = [{"name": "of", "generator": {"type": "above"}}, RANDOM]
    made = [
        to_table(planned({**USERS, "num_rows": rows}, children(few, columns=columns))["visits"])
        for rows in (5000, 9000)
    ]
    assert made[1].slice(0, len(made[0])).to_pylist() == made[0].to_pylist()


def test_another_number_of_children_moves_them_and_keeps_what_they_draw():
    columns = [{"name": "of", "generator": {"type": "above"}}, RANDOM]
    one, other = (
        to_table(
            planned(USERS, children({"type": "drawn", "high": high}, columns=columns))["visits"]
        )
        for high in (4, 5)
    )
    assert one["of"].to_pylist() != other["of"].slice(0, len(one)).to_pylist()
    assert one["r"].to_pylist() == other["r"].slice(0, len(one)).to_pylist()


def test_families_nest():
    three = {"type": "drawn", "low": 3, "high": 4}
    made = planned(
        children(three, "visits", "clicks", [{"name": "of", "generator": {"type": "above"}}]),
        children(three, columns=[{"name": "of", "generator": {"type": "above"}}]),
        USERS,
    )
    assert made["clicks"].row_count == 90_000
    assert to_table(made["clicks"], 0, 12)["of"].to_pylist() == [i // 3 + 1 for i in range(12)]


def test_two_datasets_under_one_parent_are_independent():
    made = planned(USERS, children({"type": "drawn"}), children({"type": "drawn"}, name="calls"))
    every = np.arange(10_000, dtype=np.uint64)
    _, visits = made["visits"].bound.relation.spans(every)
    _, calls = made["calls"].bound.relation.spans(every)
    # the deviation of a correlation of independent numbers is 1 / sqrt(n)
    assert abs(np.corrcoef(visits, calls)[0, 1]) < 5 / np.sqrt(10_000)


def test_another_seed_deals_other_counts():
    one = planned(USERS, children({"type": "drawn"}), seed=1)["visits"].bound.relation
    other = planned(USERS, children({"type": "drawn"}), seed=2)["visits"].bound.relation
    every = np.arange(10_000, dtype=np.uint64)
    assert one.spans(every)[1].tolist() != other.spans(every)[1].tolist()


def test_entities_and_redelivery_follow_from_the_rows_of_children():
    made = planned(
        USERS,
        children(
            {"type": "drawn", "low": 2, "high": 3},
            entity={
                "pool_ratio": 0.1,
                "columns": [{"name": "who", "generator": {"type": "number"}}],
            },
        ),
    )
    who = to_table(made["visits"])["who"].to_pylist()
    assert max(who) < 2000
    assert len(set(who)) > 1900


WRONG = {
    "unknown": (
        children({"type": "drawn"}, "user"),
        "parent.dataset: there is no dataset 'user', did you mean 'users'?",
    ),
    "itself": (
        children({"type": "drawn"}, "visits"),
        "parent.dataset: a dataset cannot refer to itself ('visits')",
    ),
    "text": (
        children({"type": "text"}),
        "parent.children: must give integers, not string",
    ),
    "negative": (
        children({"type": "drawn", "low": -2, "high": 3}),
        "parent.children: must be from 0 to 1,000,000 children (found -2)",
    ),
    "too many": (
        children({"type": "drawn", "low": 1_000_001, "high": 1_000_002}),
        "parent.children: must be from 0 to 1,000,000 children (found 1000001)",
    ),
    "null": (
        children({"type": "half_null", "inner": {"type": "number"}}),
        "parent.children: must be from 0 to 1,000,000 children (found null at row ",
    ),
    "of no column": (
        children({"type": "same", "column": "m"}),
        "parent.children.column: there is no column 'm' in dataset 'users' (known: n)",
    ),
    "none": (
        children({"type": "drawn", "low": 0, "high": 1}),
        "parent.children: makes 0 rows for the 10,000 of 'users'; there must be from 1 to 2^63 - 1",
    ),
    "num_rows beside it": (
        {**children({"type": "drawn"}), "num_rows": 5},
        "num_rows: cannot stand beside 'parent', from whose rows the number of rows follows",
    ),
    "scale beside it": (
        {**children({"type": "drawn"}), "scale": False},
        "scale: cannot stand beside 'parent', from whose rows the number of rows follows",
    ),
    "no children": (
        {**children({"type": "drawn"}), "parent": {"dataset": "users"}},
        "parent: missing key 'children'",
    ),
}


@pytest.mark.parametrize(("child", "message"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_a_parent_is_an_error_at_its_place(child, message):
    assert problem(USERS, child).startswith(f"datasets[visits].{message}")


def test_a_parent_of_itself_by_way_of_others_is_an_error_that_prints_the_way():
    found = problem(
        children({"type": "drawn"}, "b", "a"),
        children({"type": "drawn"}, "c", "b"),
        children({"type": "drawn"}, "a", "c"),
    )
    assert "refers to itself: a.parent → b.parent → c.parent → a.parent" in found


def test_more_children_than_64_bits_number_are_an_error():
    many = {**USERS, "num_rows": 2**62}
    assert "makes 18,446,744,073,709,551,616 rows" in problem(
        many, children({"type": "drawn", "low": 4, "high": 5})
    )


def test_where_there_is_no_parent_there_are_no_families():
    above = [{"name": "of", "generator": {"type": "above"}}]
    message = "dataset 'users' has no parent: give the dataset the key 'parent'"
    assert problem(dataset("users", columns=above)).endswith(message)


def test_the_recipe_of_children_follows_what_their_number_follows_from():
    def digests(*, high=4, other="number"):
        beside = [
            {"name": "r", "generator": {"type": "random", "high": high}},
            {"name": "other", "generator": {"type": other}},
        ]
        refers = {"type": "reference", "dataset": "visits"}
        made = planned(
            dataset("users", columns=beside),
            children({"type": "same", "column": "r"}),
            dataset("ids", columns=[{"name": "v", "generator": refers}]),
        )
        return [made[name].recipe.digest for name in ("visits", "ids")]

    before = digests()
    assert digests(other="random") == before
    assert all(one != other for one, other in zip(before, digests(high=5), strict=True))


def test_a_config_keeps_what_stands_beside_a_wrong_parent():
    config = config_of(USERS, {**children({"type": "drawn"}), "parent": 3})
    assert [one.path for one in config.problems] == [("datasets", 1, "parent")]
