"""The content of a pool: which tuples its shapes make."""

import math
from collections import Counter

import pyarrow as pa
import pytest
from smelt_datagen import ConfigError, Plugins, from_values, plan, to_table
from smelt_datagen.plugin import Generator, generator
from smelt_datagen.plugins.registry import Plugin
from smelt_datagen_builtin.references.linked import LinkedPools

from ...core.helpers import ACME, dataset, plan_of
from ..make import PLUGINS, assert_share, assert_shares

NUMBER = {"type": "sequential_id"}
UUID = {"type": "uuid"}
NEVER = {"type": "optional", "prob": 0, "inner": NUMBER}


def shape(weight=1, emit=1, sticky=(), **fields):
    return {"weight": weight, "emit": emit, "sticky": list(sticky), "fields": fields}


def pool_of(shapes, size=1000, seed=None):
    return {"name": "p", "pool_size": size, "shapes": shapes, "seed": seed}


def entries(*shapes, size=1000, seed=None, plan_seed=None, rows=1):
    """Return a pool's tuples in their order, as a plugin's generator sees them."""
    pools = {}

    @generator("acme.probe", example="{ type: acme.probe }")
    class Probe(Generator):
        """A look at the pools."""

        data_type = pa.int64()

        def bind(self, scope):
            pools.update(scope.section(LinkedPools))
            return super().bind(scope)

    columns = [{"name": "probe", "generator": {"type": "acme.probe"}}]
    plugins = Plugins((*PLUGINS.found, Plugin(ACME, (Probe,))))
    pool = pool_of(list(shapes), size, seed)
    events = dataset(num_rows=rows, columns=columns, linked_pools=[pool])
    plan_of(events, plugins=plugins, seed=plan_seed)
    found = [pools["p"].values(field).to_pylist() for field in shapes[0]["fields"]]
    return list(zip(*found, strict=True))


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
@pytest.mark.parametrize("emit", [1, 2, 3, 10])
def test_a_pool_has_exactly_its_size_and_cuts_the_last_draw(size, emit):
    found = entries(shape(emit=emit, sticky=["a"], a=UUID, b=UUID), size=size)
    assert len(found) == size
    runs = [found[start : start + emit] for start in range(0, size, emit)]
    assert all(len({a for a, _ in run}) == 1 for run in runs)
    assert len({a for a, _ in found}) == math.ceil(size / emit)
    assert len({b for _, b in found}) == size


def test_without_sticky_fields_the_entries_of_a_draw_differ():
    found = entries(shape(emit=5, a=UUID, b=UUID))
    assert len({a for a, _ in found}) == len({b for _, b in found}) == 1000


def test_with_all_fields_sticky_the_entries_of_a_draw_are_the_same():
    found = entries(shape(emit=4, sticky=["a", "b"], a=UUID, b=NUMBER), size=100)
    assert sorted(Counter(found).values()) == [4] * 25


def test_a_sequential_id_is_the_entrys_number():
    assert entries(shape(a=NUMBER), size=5) == [(1,), (2,), (3,), (4,), (5,)]


def test_a_sticky_sequential_id_is_the_number_of_the_first_entry():
    found = entries(shape(emit=3, sticky=["a"], a=NUMBER, b=NUMBER), size=7)
    assert found == [(1, 1), (1, 2), (1, 3), (4, 4), (4, 5), (4, 6), (7, 7)]


def kinds(*weights_and_emits, size=20_000):
    """Return which shape every entry is of."""
    shapes = [
        shape(weight, emit, kind={"type": "constant", "value": number})
        for number, (weight, emit) in enumerate(weights_and_emits)
    ]
    return [kind for (kind,) in entries(*shapes, size=size)]


def test_weights_are_those_of_draws_and_are_normalised():
    found = Counter(kinds((30, 1), (60, 1), (10, 1)))
    assert_shares([found[kind] for kind in range(3)], [0.3, 0.6, 0.1])


def test_a_shapes_share_of_the_entries_is_its_weight_times_its_emit():
    found = kinds((0.5, 1), (0.5, 3))
    # runs of three make the counts vary more than single draws would
    assert_share(found.count(1) / 3, 0.75, 20_000 / 3, sigmas=6)
    ends = [place for place, kind in enumerate(found[1:-3], 1) if kind == 1 != found[place - 1]]
    assert all(found[place : place + 3] == [1, 1, 1] for place in ends)


def test_the_share_of_nulls_is_that_of_the_shapes():
    anonymous = shape(0.25, a=NEVER)
    others = [
        shape(0.60, a=NUMBER),
        shape(0.10, 3, a=NUMBER),
        shape(0.05, 3, a=NUMBER),
    ]
    size = 100_000
    found = sum(a is None for (a,) in entries(anonymous, *others, size=size))
    share = 0.25 / (0.25 + 0.60 + 3 * 0.10 + 3 * 0.05)
    assert round(share, 3) == 0.192
    # a draw makes 1.3 entries on average: the count is a renewal reward process, whose variance
    # per draw is that of (null - share * entries)
    per_draw = 0.25 * (1 - share) ** 2 + 0.60 * share**2 + 0.15 * (3 * share) ** 2
    assert abs(found - share * size) < 5 * math.sqrt(size / 1.3 * per_draw)


def test_shapes_follow_one_another_independently():
    found = kinds((1, 1), (1, 1), size=40_000)
    pairs = Counter(zip(found[::2], found[1::2], strict=True))
    assert_shares([pairs[pair] for pair in sorted(pairs)], [0.25] * 4)


def test_a_larger_pool_begins_with_the_smaller_one():
    shapes = [shape(1, 2, ["a"], a=UUID, b=UUID), shape(2, a=UUID, b=UUID)]
    assert entries(*shapes, size=500)[:137] == entries(*shapes, size=137)


def test_contents_depend_on_the_seed_but_not_on_the_rows():
    one = shape(a=UUID)
    assert entries(one, rows=5) == entries(one, rows=5000)
    assert entries(one, plan_seed=1) != entries(one, plan_seed=2)
    assert entries(one, seed=7, plan_seed=1) == entries(one, seed=7, plan_seed=2)
    assert entries(one, seed=7) != entries(one, seed=8)


def test_fields_of_one_generator_differ_by_name_and_by_shape():
    first, second = entries(shape(a=UUID, b=UUID)), entries(shape(b=UUID, a=UUID))
    assert all(a != b for a, b in first)
    assert first == [(a, b) for b, a in second]  # their order does not matter
    assert not {a for a, _ in first} & {b for _, b in first}


def dictionary_of(*shapes):
    columns = [{"name": "a", "generator": {"type": "linked_choice", "pool": "p", "field": "a"}}]
    plan = plan_of(
        dataset(num_rows=200, columns=columns, linked_pools=[pool_of(list(shapes), 100)]),
        plugins=PLUGINS,
    )["users"]
    return plan.bound.members["a"].column.type.dictionary, to_table(plan)["a"].to_pylist()


def one_of(*values):
    return {"type": "one_of", "values": list(values)}


def test_categorical_shapes_make_a_categorical_field_of_all_their_values():
    dictionary, found = dictionary_of(shape(a=one_of("x", "y")), shape(a=one_of("z", "x")))
    assert dictionary.to_pylist() == ["x", "y", "z"]
    assert set(found) == {"x", "y", "z"}
    maybe = {"type": "optional", "prob": 0.5, "inner": one_of("z", "x")}
    dictionary, found = dictionary_of(shape(a=one_of("x", "y")), shape(a=maybe))
    assert dictionary.to_pylist() == ["x", "y", "z"]
    assert set(found) == {"x", "y", "z", None}


def test_a_field_is_not_categorical_unless_it_is_in_every_shape():
    maybe = {"type": "optional", "prob": 0.5, "inner": one_of("x")}
    dictionary, found = dictionary_of(shape(a=maybe), shape(a=UUID))
    assert dictionary is None
    assert {"x", None} < set(found)


def test_zeros_of_either_sign_stay_apart():
    _, found = dictionary_of(
        shape(a={"type": "constant", "value": 0.0}), shape(a={"type": "constant", "value": -0.0})
    )
    assert {math.copysign(1, number) for number in found} == {1.0, -1.0}


@pytest.mark.parametrize(
    "inner",
    [
        UUID,
        {"type": "date", "start": "1000-01-01", "end": "2024-01-01"},
        {"type": "timestamp", "start": "2024-01-01T00:00:00", "end": "2024-01-02T00:00:00"},
        one_of("a", "b"),
        {"type": "json_object", "fields": {"u": UUID}},
        {"type": "string_pattern", "template": "{uuid}-{sequential_id}"},
        {"type": "log_normal", "median": 5, "sigma": 1, "max": 100},
    ],
    ids=lambda inner: inner["type"],
)
def test_a_shape_that_is_never_drawn_harms_nobody(inner):
    found = entries(shape(1, a=inner), shape(1e-12, a=inner), size=3)
    assert len(found) == 3
    assert None not in [a for (a,) in found]


def test_a_pool_that_needs_more_memory_than_there_may_be_is_refused_by_the_plan():
    fields = {"device": UUID, "user": UUID}
    pool = {"name": "p", "pool_size": 200_000_000, "shapes": [{"weight": 1, "fields": fields}]}
    column = {"name": "d", "generator": {"type": "linked_choice", "pool": "p", "field": "device"}}
    dataset = {"name": "a", "output": "a", "num_rows": 10, "linked_pools": [pool]}
    config = {"datasets": [{**dataset, "columns": [column]}]}
    with pytest.raises(ConfigError) as error:
        plan(from_values(config))
    assert str(error.value) == (
        "config: datasets.0.linked_pools.0.pool_size: takes about 37 GiB of memory, 200,000,000 "
        "entries of 200 bytes: the most is 4 GiB"
    )
    pool["pool_size"] = 20_000_000
    assert plan(from_values(config))["a"].row_count == 10
