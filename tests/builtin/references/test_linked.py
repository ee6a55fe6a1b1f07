"""linked_pools and linked_choice: what a config says, and what is wrong with one."""

import json
from collections import Counter

import pytest
from smelt_datagen import ConfigError, to_table

from ...core.helpers import dataset, partition, plan_of, problems_of
from ..make import PLUGINS, assert_share, assert_shares

USERS = dataset(
    "users", num_rows=5000, columns=[{"name": "id", "generator": {"type": "sequential_id"}}]
)
DEVICES = {**USERS, "name": "devices", "output": "devices", "num_rows": 9000}
USER = {"type": "foreign_key", "dataset": "users"}
DEVICE = {"type": "foreign_key", "dataset": "devices"}
NOBODY = {"type": "optional", "prob": 0.0, "inner": USER}


def shape(weight, user=USER, device=DEVICE, **keys):
    return {"weight": weight, "fields": {"device_id": device, "user_id": user}, **keys}


def guide(size=20_000, **keys):
    """Return the pool of the user guide: the anonymous shape stands second."""
    shapes = [
        shape(0.60),
        shape(0.25, user=NOBODY),
        shape(0.10, emit=2, sticky=["device_id"]),
        shape(0.05, emit=2, sticky=["user_id"]),
    ]
    return {"name": "device_user", "pool_size": size, "shapes": shapes, **keys}


def choice(field, pool="device_user"):
    return {"type": "linked_choice", "pool": pool, "field": field}


PAIR = [("device_id", choice("device_id")), ("user_id", choice("user_id"))]


def planned(pools, columns=PAIR, *, rows=1000, factor=None, seed=None, **keys):
    made = [{"name": name, "generator": generator} for name, generator in columns]
    events = dataset("events", num_rows=rows, columns=made, linked_pools=pools, **keys)
    return plan_of(USERS, DEVICES, events, plugins=PLUGINS, scale_factor=factor, seed=seed)[
        "events"
    ]


def rows_of(pools, columns=PAIR, **keys):
    table = to_table(planned(pools, columns, **keys)).to_pydict()
    return list(zip(*(table[name] for name, _ in columns), strict=True))


def refused(pools, columns=PAIR, **keys):
    with pytest.raises(ConfigError) as error:
        planned(pools, columns, **keys)
    return [problem.removeprefix("datasets[events].") for problem in problems_of(error)]


def test_one_row_sees_one_tuple_wherever_its_fields_stand():
    pool = {"name": "p", "pool_size": 300, "shapes": [{"weight": 1, "fields": {}}]}
    pool["shapes"][0]["fields"] = {"a": {"type": "uuid"}, "b": {"type": "sequential_id"}}
    a, b = choice("a", "p"), choice("b", "p")
    columns = [
        ("b", b),
        ("a", a),
        ("maybe", {"type": "optional", "prob": 0.5, "inner": a}),
        ("object", {"type": "json_object", "fields": {"x": b, "y": a}}),
        ("array", {"type": "json_array", "item": a, "min_items": 1, "max_items": 3}),
    ]
    found = rows_of([pool], columns, rows=2000)
    name_of = {number: name for number, name, *_ in found}
    assert len(name_of) > 290
    for number, name, maybe, text, items in found:
        assert name == name_of[number]
        assert maybe in (None, name)
        assert json.loads(text) == {"x": number, "y": name}
        assert set(json.loads(items)) == {name}
    assert_share(sum(row[2] is None for row in found), 0.5, 2000)


def test_entries_are_picked_uniformly():
    pool = {"name": "p", "pool_size": 50, "shapes": [{"weight": 1, "fields": {"n": {}}}]}
    pool["shapes"][0]["fields"]["n"] = {"type": "sequential_id"}
    found = Counter(rows_of([pool], [("n", choice("n", "p"))], rows=20_000))
    assert sorted(found) == [(number,) for number in range(1, 51)]
    assert_shares([found[number] for number in sorted(found)], [0.02] * 50)


def test_different_pools_are_picked_independently():
    number = {"type": "sequential_id"}
    pools = [
        {"name": name, "pool_size": 10, "shapes": [{"weight": 1, "fields": {"n": number}}]}
        for name in ("one", "two")
    ]
    columns = [("a", choice("n", "one")), ("b", choice("n", "two"))]
    found = Counter(rows_of(pools, columns, rows=20_000))
    assert len(found) == 100
    assert_shares([found[pair] for pair in sorted(found)], [0.01] * 100)


def test_the_guides_own_example_gives_nulls_though_the_first_shape_has_none():
    plan = planned([guide()], rows=20_000)
    assert [plan.schema.field(name).nullable for name in ("device_id", "user_id")] == [False, True]
    found = to_table(plan).to_pydict()
    share = 0.25 / (0.60 + 0.25 + 2 * 0.10 + 2 * 0.05)
    assert_share(found["user_id"].count(None), share, 20_000, sigmas=7)  # picks, and the pool's own
    assert None not in found["device_id"]
    assert 0 not in found["user_id"]
    assert {user for user in found["user_id"] if user} <= set(range(1, 5001))


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (1, 0, 2, 3), (3, 2, 1, 0)])
def test_a_field_is_nullable_if_that_of_any_shape_is(order):
    pool = guide()
    pool["shapes"] = [pool["shapes"][number] for number in order]
    assert planned([pool]).schema.field("user_id").nullable


def test_a_field_of_shapes_without_nulls_is_not_nullable():
    pool = guide()
    del pool["shapes"][1]
    assert not planned([pool]).schema.field("user_id").nullable


def test_the_scale_factor_changes_the_rows_and_the_keys_but_not_the_pools_size():
    full, half = planned([guide(100)], rows=4000), planned([guide(100)], rows=4000, factor=0.5)
    assert (full.row_count, half.row_count) == (4000, 2000)
    for plan, most in ((full, 9000), (half, 4500)):
        devices = to_table(plan)["device_id"].to_pylist()
        assert 85 <= len(set(devices)) <= 100
        assert 0.9 * most < max(devices) <= most


def test_the_rows_do_not_change_the_pool():
    few, many = rows_of([guide(50)], rows=3000), rows_of([guide(50)], rows=9000)
    assert set(few) == set(many)
    assert few == many[:3000]


def test_a_pools_own_seed_keeps_its_content_when_the_others_change():
    def content(**keys):
        return set(rows_of([guide(40, **keys.pop("pool", {}))], rows=3000, **keys))

    seeded = content(pool={"seed": 7})
    assert content(pool={"seed": 7}, seed=99) == seeded
    assert content(pool={"seed": 7, "name": "device_user"}, partition=partition(3)) == seeded
    assert content(pool={"seed": 8}) != seeded
    assert content(seed=99) != content()
    first, second = rows_of([guide(40, seed=7)], seed=1), rows_of([guide(40, seed=7)], seed=2)
    assert first != second  # the picks are the dataset's


def test_columns_of_any_kind_pass_through_a_pool_with_their_meaning():
    fields = {
        "color": {"type": "one_of", "values": ["red", "green"]},
        "time": {"type": "timestamp", "start": "2024-01-01T00:00:00", "end": "2024-01-02T00:00:00"},
        "json": {"type": "json_object", "fields": {"n": {"type": "sequential_id"}}},
        "price": {"type": "uniform_float", "min": 0.0, "max": 1.0},
        "flag": {"type": "bool", "prob": 0.5},
    }
    pool = {"name": "p", "pool_size": 30, "shapes": [{"weight": 1, "fields": fields}]}
    choices = {field: choice(field, "p") for field in fields}
    after = {
        "type": "timestamp_offset",
        "base": "time",
        "offset_seconds": {"type": "sequential_id"},
    }
    columns = [
        *choices.items(),
        ("after", after),
        ("all", {"type": "json_object", "fields": choices}),
    ]
    plan = planned([pool], columns, rows=100)
    assert plan.bound.members["color"].column.type.dictionary.to_pylist() == ["red", "green"]
    for row in to_table(plan).to_pylist():
        parsed = json.loads(row["all"])
        assert parsed.pop("json") == json.loads(row["json"])
        assert parsed == {name: row[name] for name in parsed}
        assert row["after"] > row["time"]


def test_partitions_and_redelivered_copies_see_the_same_tuples():
    assert rows_of([guide(30)]) == rows_of([guide(30)], partition=partition(4))


AT = "columns[v].generator"
BROKEN = {"type": "uniform_int", "min": 5, "max": 5}
EVENTS = {"type": "foreign_key", "dataset": "events"}


@pytest.mark.parametrize(
    ("keys", "place", "message"),
    [
        ({"shapes": []}, "shapes", "must have at least one shape"),
        ({"pool_size": 0}, "pool_size", "must be at least 1 (found 0)"),
        ({"seed": -1}, "seed", "must be from 0 to 2^64 - 1 (found -1)"),
    ],
)
def test_what_is_wrong_with_a_pool_is_said_once_at_its_place(keys, place, message):
    assert refused([{**guide(), **keys}]) == [f"linked_pools[device_user].{place}: {message}"]


@pytest.mark.parametrize(
    ("second", "place", "message"),
    [
        (
            {"weight": 1, "fields": {"device_id": DEVICE}},
            "fields",
            "must have the keys of the first shape, device_id, user_id (found device_id)",
        ),
        (
            shape(1, user={"type": "uuid"}),
            "fields.user_id",
            "must give int64, as in the first shape (gives string)",
        ),
        (
            shape(1, sticky=["device"], emit=2),
            "sticky[0]",
            "there is no field 'device', did you mean 'device_id'?",
        ),
        (shape(0), "weight", "must be greater than 0 (found 0)"),
        (shape(-1), "weight", "must be greater than 0 (found -1)"),
        (shape(1, emit=0), "emit", "must be at least 1 (found 0)"),
        (shape(1, user=BROKEN), "fields.user_id.min", "must be less than max (got 5, max is 5)"),
        (
            shape(1, user=EVENTS),
            "fields.user_id.dataset",
            "a dataset cannot refer to itself ('events')",
        ),
    ],
)
def test_what_is_wrong_with_a_shape_is_said_once_at_its_place(second, place, message):
    pool = {**guide(), "shapes": [shape(1), second]}
    assert refused([pool]) == [f"linked_pools[device_user].shapes[1].{place}: {message}"]


def test_a_shape_needs_fields():
    pool = {**guide(), "shapes": [{"weight": 1, "fields": {}}]}
    place = "linked_pools[device_user].shapes[0].fields"
    assert refused([pool]) == [f"{place}: must have at least one field"]


def test_errors_of_several_pools_and_shapes_are_said_at_once():
    one = {**guide(), "shapes": [shape(1, user=BROKEN), shape(1, device=BROKEN)]}
    two = {**guide(), "name": "two", "shapes": [shape(1, sticky=["x"])]}
    assert len(refused([one, two])) == 3


def test_a_pool_name_stands_once():
    assert refused([guide(), guide()]) == [
        "linked_pools[device_user].name: duplicate pool name 'device_user' (first at line 1)"
    ]


def test_unknown_pools_and_fields_name_the_nearest():
    pool, field = choice("user_id", "device_users"), choice("userid")
    assert refused([guide()], [("v", pool)]) == [
        f"{AT}.pool: there is no pool 'device_users', did you mean 'device_user'?"
    ]
    assert refused([guide()], [("v", field)]) == [
        f"{AT}.field: pool 'device_user' has no field 'userid', did you mean 'user_id'?"
    ]


def test_a_choice_without_any_pool_is_an_error():
    (found,) = refused([], [("v", choice("a"))])
    assert found.startswith("columns[v].generator.pool: there is no pool 'device_user'")


WRAPS = {
    "bare": lambda inner: inner,
    "optional": lambda inner: {"type": "optional", "prob": 0.5, "inner": inner},
    "object": lambda inner: {"type": "json_object", "fields": {"f": inner}},
    "array": lambda inner: {"type": "json_array", "item": inner, "min_items": 0, "max_items": 1},
    "deep": lambda inner: WRAPS["array"](WRAPS["object"](WRAPS["optional"](inner))),
}
every_depth = pytest.mark.parametrize("wrap", WRAPS.values(), ids=WRAPS)


@every_depth
def test_a_choice_inside_a_pool_is_an_error_that_says_so(wrap):
    inside = {"weight": 1, "fields": {"a": wrap(choice("user_id"))}}
    (found,) = refused([guide(), {"name": "p", "pool_size": 1, "shapes": [inside]}])
    assert found.startswith("linked_pools[p].shapes[0].fields.a")
    assert found.endswith("linked_choice cannot stand inside a pool: pools cannot refer to pools")


@every_depth
def test_a_choice_under_entity_is_an_error_that_says_so(wrap):
    columns = [{"name": "e", "generator": wrap(choice("user_id"))}]
    (found,) = refused([guide()], entity={"pool_ratio": 1, "columns": columns})
    assert found.startswith("entity.columns[e].generator")
    assert found.endswith("linked_choice cannot stand under entity: a tuple is picked per row")
