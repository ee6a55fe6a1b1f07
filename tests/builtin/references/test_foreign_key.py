"""foreign_key to any column of an earlier dataset."""

import json

import pyarrow as pa
import pytest
from smelt_datagen import ConfigError, to_table

from ...core.helpers import dataset, partition, plan_of, problems_of
from ..make import PLUGINS, assert_shares

ITEM_COLUMNS = {
    "id": {"type": "sequential_id"},
    "sku": {"type": "uuid"},
    "label": {"type": "string_pattern", "template": "item-{sequential_id}"},
    "color": {"type": "one_of", "values": ["red", "green", "blue"]},
    "made": {"type": "date", "start": "2024-01-01", "end": "2024-12-31"},
    "sold": {"type": "timestamp", "start": "2024-01-01T00:00:00", "end": "2025-01-01T00:00:00"},
    "price": {"type": "uniform_float", "min": 0.0, "max": 9.0},
    "maybe": {"type": "optional", "prob": 0.5, "inner": {"type": "sequential_id"}},
    "info": {"type": "json_object", "fields": {"n": {"type": "sequential_id"}}},
    "later": {
        "type": "timestamp_offset",
        "base": "sold",
        "offset_seconds": {"type": "sequential_id"},
    },
    "user": {"type": "foreign_key", "dataset": "users", "column": "email"},
}
ENTITY = {"pool_ratio": 0.1, "columns": [{"name": "brand", "generator": {"type": "uuid"}}]}
REFERRED = [*ITEM_COLUMNS, "brand", "day"]


def made(columns):
    return [{"name": name, "generator": generator} for name, generator in columns.items()]


EMAIL = {"type": "string_pattern", "template": "{sequential_id}@x.org"}
USERS = dataset("users", num_rows=40, columns=made({"email": EMAIL}))
ITEMS = dataset(
    "items",
    num_rows=100,
    columns=made(ITEM_COLUMNS),
    entity=ENTITY,
    partition=partition(5),
)


def key(column=None, name="items"):
    return {"type": "foreign_key", "dataset": name, **({"column": column} if column else {})}


def planned(columns, rows=1000, factor=None, behind=(), **keys):
    orders = dataset("orders", num_rows=rows, columns=made(columns), **keys)
    return plan_of(USERS, ITEMS, orders, *behind, plugins=PLUGINS, scale_factor=factor)


@pytest.mark.parametrize("column", REFERRED)
def test_values_are_those_of_rows_of_the_dataset(column):
    plan = planned({"v": key(column)})
    items = to_table(plan["items"])[column].to_pylist()
    found = to_table(plan["orders"])["v"].to_pylist()
    assert set(found) <= set(items)
    assert len(set(found)) > 0.9 * len(set(items))


@pytest.mark.parametrize("column", REFERRED)
def test_type_meaning_nullability_and_dictionary_are_passed_on(column):
    plan = planned({"v": key(column)})
    here = plan["orders"].bound.members["v"].column.type
    there = plan["items"].bound.members[column].column.type
    assert here.data_type == there.data_type
    assert here.format == there.format
    assert here.nullable == there.nullable == (column == "maybe")
    assert here.bounds == there.bounds
    assert (here.dictionary is None) == (there.dictionary is None)
    assert here.dictionary is None or here.dictionary.equals(there.dictionary)


def test_all_rows_are_referred_to_equally_often():
    found = to_table(planned({"v": key("label")}, rows=50_000)["orders"])["v"]
    counts = found.combine_chunks().value_counts().field("counts").to_pylist()
    assert len(counts) == 100
    assert_shares(counts, [0.01] * 100)


def test_two_references_are_independent_even_to_one_column():
    rows = to_table(planned({"a": key("id"), "b": key("id")})["orders"]).to_pylist()
    assert sum(row["a"] == row["b"] for row in rows) < 40


def test_no_column_means_the_sequential_id():
    found = to_table(planned({"v": key()})["orders"])["v"]
    assert found.type == pa.int64()
    assert set(found.to_pylist()) <= set(range(1, 101))
    explicit_null = {**key(), "column": None}
    assert to_table(planned({"v": explicit_null})["orders"])["v"].equals(found)


def test_references_reach_the_scaled_rows():
    plan = planned({"v": key("label")}, factor=0.1)
    assert set(to_table(plan["orders"])["v"].to_pylist()) == {f"item-{n}" for n in range(1, 11)}


def test_a_json_column_is_embedded_and_not_encoded_again():
    inner = {"type": "optional", "prob": 1, "inner": key("info")}
    fields = {"a": key("info"), "b": inner}
    found = to_table(planned({"v": {"type": "json_object", "fields": fields}})["orders"])["v"]
    for text in found.to_pylist():
        parsed = json.loads(text)
        assert parsed["a"].keys() == parsed["b"].keys() == {"n"}
        assert text == json.dumps(parsed, separators=(",", ":"))


def test_a_referred_timestamp_and_day_can_be_bases():
    after = {"type": "timestamp_offset", "offset_seconds": {"type": "constant", "value": 1}}
    columns = {
        "sold": key("sold"),
        "a": {**after, "base": "sold"},
        "day": key("day"),
        "b": {**after, "base": "day"},
    }
    for row in to_table(planned(columns)["orders"]).to_pylist():
        assert row["a"] > row["sold"]
        assert row["b"] == f"{row['day']}T00:00:01"


WRAPS = {
    "column": lambda inner: {"columns": {"v": inner}},
    "optional": lambda inner: {"columns": {"v": {"type": "optional", "prob": 0.5, "inner": inner}}},
    "object": lambda inner: {"columns": {"v": {"type": "json_object", "fields": {"f": inner}}}},
    "array": lambda inner: {
        "columns": {"v": {"type": "json_array", "item": inner, "min_items": 0, "max_items": 2}}
    },
    "entity": lambda inner: {
        "columns": {"n": {"type": "uuid"}},
        "entity": {"pool_ratio": 0.5, "columns": made({"v": inner})},
    },
    "pool": lambda inner: {
        "columns": {"v": {"type": "linked_choice", "pool": "p", "field": "f"}},
        "linked_pools": [
            {"name": "p", "pool_size": 50, "shapes": [{"weight": 1, "fields": {"f": inner}}]}
        ],
    },
    "offset": lambda inner: {
        "columns": {
            "t": ITEM_COLUMNS["sold"],
            "v": {"type": "timestamp_offset", "base": "t", "offset_seconds": inner},
        }
    },
    "redelivery": lambda inner: {
        "columns": {"v": ITEM_COLUMNS["sold"]},
        "redelivery": {"fraction": 0.5, "arrival_column": "v", "delay_seconds": inner},
    },
}
every_place = pytest.mark.parametrize("wrap", WRAPS.values(), ids=WRAPS)
BEHIND = dataset("returns", columns=made({"id": {"type": "sequential_id"}}))


@every_place
def test_references_work_at_every_place(wrap):
    plan = planned(**wrap(key("id")))["orders"]
    assert to_table(plan).num_rows == 1000


@every_place
@pytest.mark.parametrize("column", [None, "id"])
def test_references_lead_to_datasets_that_stand_later_too(wrap, column):
    plan = planned(**wrap(key(column, "returns")), behind=[BEHIND])["orders"]
    assert to_table(plan).num_rows == 1000


@pytest.mark.parametrize("column", ["id", "sku", "maybe"])
def test_the_value_is_the_key_at_the_row_that_is_referred_to(column):
    rows = planned({"v": key(column)})["orders"].bound.range(0, 100)
    reference = rows.dataset.members["v"].column.reference
    assert (reference.target.name, reference.key) == ("items", column)
    assert rows.column("v").equals(rows.follow("v").column(column))


def test_the_id_is_the_number_of_the_row_that_is_referred_to():
    rows = planned({"v": key()})["orders"].bound.range(0, 100)
    assert rows.column("v").to_pylist() == (rows.follow("v").rows.index + 1).tolist()


def test_an_optional_key_refers_to_a_row_where_it_is_not_null():
    rows = planned({"v": {"type": "optional", "prob": 0.5, "inner": key("sku")}})["orders"]
    rows = rows.bound.range(0, 100)
    targets = rows.follow("v")
    assert targets.valid.tolist() == [value is not None for value in rows.column("v").to_pylist()]
    assert rows.column("v").equals(targets.column("sku"))


def test_columns_that_refer_to_each_other_are_an_error_that_prints_its_way():
    items = dataset("items", columns=made({"best": key("item", "orders")}))
    orders = dataset("orders", columns=made({"item": key("best", "items")}))
    with pytest.raises(ConfigError) as error:
        plan_of(items, orders, plugins=PLUGINS)
    (problem,) = problems_of(error)
    assert problem.startswith("datasets[orders].columns[item].generator.column: ")
    assert problem.endswith(": refers to itself: items.best → orders.item → items.best")


ID = {"type": "sequential_id"}


def test_two_datasets_may_refer_to_each_other():
    items = dataset("items", columns=made({"id": ID, "order": key("id", "orders")}))
    orders = dataset("orders", columns=made({"id": ID, "item": key("order", "items")}))
    plan = plan_of(items, orders, plugins=PLUGINS)
    assert set(to_table(plan["orders"])["item"].to_pylist()) <= set(range(1, 11))


ITSELF = "dataset: a dataset cannot refer to itself ('orders')"


@every_place
@pytest.mark.parametrize(
    ("reference", "message"),
    [
        (key(name="orders"), ITSELF),
        (key("id", "orders"), ITSELF),
        (key(name="item"), "dataset: there is no dataset 'item', did you mean 'items'?"),
        (
            key("labels"),
            "column: there is no column 'labels' in dataset 'items', did you mean 'label'?",
        ),
    ],
)
def test_a_wrong_reference_is_an_error_at_every_place(wrap, reference, message):
    with pytest.raises(ConfigError) as error:
        planned(**wrap(reference), behind=[BEHIND])
    (problem,) = problems_of(error)
    assert problem.startswith("datasets[orders].")
    assert problem.endswith(f".{message}")


def test_a_reference_to_a_column_in_error_repeats_nothing():
    broken = dataset("items", columns=made({"sku": {"type": "uniform_int", "min": 1, "max": 1}}))
    orders = dataset("orders", columns=made({"v": key("sku")}))
    with pytest.raises(ConfigError) as error:
        plan_of(broken, orders, plugins=PLUGINS)
    assert len(error.value.lines) == 1


@pytest.mark.parametrize("wrong", [1, True, ["sku"]])
def test_a_column_is_named_by_a_string(wrong):
    with pytest.raises(ConfigError) as error:
        planned({"v": {**key(), "column": wrong}})
    (problem,) = problems_of(error)
    assert problem.startswith("datasets[orders].columns[v].generator.column: ")
