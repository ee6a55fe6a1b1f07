"""Columns of the row that a foreign key refers to."""

import pyarrow as pa
import pytest

from .linked_tables import ID, key, maybe, one_of, planned, problem, table

THEIRS = {
    "country": one_of("DE", "FR", "US"),
    "name": {"type": "string_pattern", "template": "name-{sequential_id}"},
    "best": {"type": "foreign_key", "dataset": "orders", "column": "id"},
}


def lookup(column, through="customer"):
    return {"type": "lookup", "foreign_key": through, "column": column}


@pytest.mark.parametrize("column", ["id", "country", "name", "best"])
@pytest.mark.parametrize("reference", [key(), maybe(key()), key(column="name")])
def test_a_lookup_is_the_join(column, reference):
    plan = planned({"id": ID, "customer": reference, "v": lookup(column)}, customers=THEIRS)
    customers = {}
    for row in table(plan, "customers"):
        customers[row["id"]] = customers[row["name"]] = row
    for row in table(plan):
        assert row["v"] == (row["customer"] and customers[row["customer"]][column])


def test_a_categorical_column_stays_categorical():
    plan = planned({"id": ID, "customer": maybe(key()), "v": lookup("country")}, customers=THEIRS)
    kind = plan["orders"].bound.members["v"].column.type
    assert kind.dictionary.to_pylist() == ["DE", "FR", "US"]
    assert kind.nullable
    assert pa.types.is_dictionary(plan["orders"].bound.range(0, 9).column("v").type)


def test_several_lookups_follow_one_reference():
    columns = {"id": ID, "customer": key(), "a": lookup("id"), "b": lookup("name")}
    for row in table(planned(columns, customers=THEIRS)):
        assert row["customer"] == row["a"]
        assert row["b"] == f"name-{row['a']}"


def test_a_lookup_of_a_foreign_key_refers_to_what_that_refers_to():
    columns = {"id": ID, "customer": key(), "best": lookup("best"), "v": lookup("id", "best")}
    for row in table(planned(columns, customers=THEIRS)):
        assert row["v"] == row["best"]


POOL = {
    "name": "p",
    "pool_size": 50,
    "shapes": [
        {"weight": 2, "emit": 3, "sticky": ["customer"], "fields": {"customer": key()}},
        {"weight": 1, "fields": {"customer": maybe(key())}},
    ],
}


def test_a_foreign_key_in_a_pool_is_one_of_the_rows():
    columns = {
        "id": ID,
        "customer": {"type": "linked_choice", "pool": "p", "field": "customer"},
        "v": lookup("name"),
    }
    plan = planned(columns, customers=THEIRS, linked_pools=[POOL])
    rows = table(plan)
    for row in rows:
        assert row["v"] == (row["customer"] and f"name-{row['customer']}")
    assert {row["v"] is None for row in rows} == {True, False}


def test_a_field_of_a_pool_that_is_no_key_in_some_shape_refers_to_the_entry_only():
    fields = [{"customer": key()}, {"customer": ID}]
    other = {**POOL, "shapes": [{"weight": 1, "fields": one} for one in fields]}
    columns = {"id": ID, "c": {"type": "linked_choice", "pool": "p", "field": "customer"}}
    found = problem({**columns, "v": lookup("name", "c")}, linked_pools=[other])
    assert found.startswith("column: there is no column 'name'")


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        (lookup("id", "id"), "foreign_key: column 'id' refers to no rows of another dataset"),
        (lookup("id", "custmer"), "foreign_key: there is no column 'custmer' in this dataset, did"),
        (lookup("contry"), "column: there is no column 'contry' in dataset 'customers', did you"),
    ],
)
def test_what_cannot_be_looked_up_is_an_error(spec, message):
    columns = {"id": ID, "customer": key(), "v": spec}
    assert problem(columns, customers=THEIRS).startswith(message)
