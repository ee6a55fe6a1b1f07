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
    kind = plan["orders"].dataset.members["v"].column.type
    assert kind.dictionary.to_pylist() == ["DE", "FR", "US"]
    assert kind.nullable
    assert pa.types.is_dictionary(plan["orders"].dataset.range(0, 9).column("v").type)


def test_several_lookups_follow_one_reference():
    columns = {"id": ID, "customer": key(), "a": lookup("id"), "b": lookup("name")}
    for row in table(planned(columns, customers=THEIRS)):
        assert row["customer"] == row["a"]
        assert row["b"] == f"name-{row['a']}"


def test_a_lookup_of_a_foreign_key_refers_to_what_that_refers_to():
    columns = {"id": ID, "customer": key(), "best": lookup("best"), "v": lookup("id", "best")}
    for row in table(planned(columns, customers=THEIRS)):
        assert row["v"] == row["best"]


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
