"""sequential_id, uuid and foreign_key."""

import uuid
from collections import Counter

import pytest
from smelt_datagen import to_table
from smelt_datagen.plugin import Rows

from ..make import INT, STRING, assert_share, assert_shares, data_type, planned, problems, values


def test_sequential_id_counts_from_1():
    assert values("{ type: sequential_id }", 5) == [1, 2, 3, 4, 5]
    assert data_type("{ type: sequential_id }") == INT


def test_sequential_id_is_the_number_of_the_row_wherever_one_looks():
    orders = planned("{ type: sequential_id }", 3_000_000_000)
    assert to_table(orders, 2_999_999_998).column("value").to_pylist() == [2999999999, 3000000000]


def test_sequential_id_knows_its_bounds():
    column = planned("{ type: sequential_id }", 77).bound.members["value"].column
    assert column.type.bounds == (1, 77)


def test_sequential_id_takes_no_parameter():
    assert problems("{ type: sequential_id, start: 5 }")[0][0] == ("start",)


def test_uuids_are_valid_version_4_and_all_different():
    found = values("{ type: uuid }", 100_000)
    assert len(set(found)) == 100_000
    parsed = [uuid.UUID(text) for text in found]
    assert {one.version for one in parsed} == {4}
    assert {one.variant for one in parsed} == {uuid.RFC_4122}
    assert [str(one) for one in parsed] == found
    assert data_type("{ type: uuid }") == STRING


def test_every_free_bit_of_a_uuid_is_set_half_of_the_time():
    count = 20_000
    parsed = [uuid.UUID(text).int for text in values("{ type: uuid }", count)]
    fixed = {62, 63, *range(76, 80)}
    for bit in set(range(128)) - fixed:
        assert_share(sum(one >> bit & 1 for one in parsed), 0.5, count)


def test_no_rows_have_no_uuids():
    orders = planned("{ type: uuid }")
    empty = Rows(orders.bound, orders.bound.range(0, 0).index).column("value")
    assert len(empty) == 0
    assert empty.type == STRING


def test_foreign_keys_are_the_ids_of_the_dataset_both_ends_included():
    count = 200_000
    found = Counter(values("{ type: foreign_key, dataset: customers }", count))
    assert sorted(found) == list(range(1, 101))
    assert_shares([found[key] for key in sorted(found)], [0.01] * 100)
    assert data_type("{ type: foreign_key, dataset: customers }") == INT


@pytest.mark.parametrize(
    ("dataset", "message"),
    [
        ("orders", "a dataset cannot refer to itself ('orders')"),
        ("customer", "there is no dataset 'customer', did you mean 'customers'?"),
    ],
)
def test_foreign_key_needs_another_dataset(dataset, message):
    generator = f"{{ type: foreign_key, dataset: {dataset} }}"
    assert problems(generator) == [(("dataset",), message)]


def test_foreign_key_needs_a_dataset():
    assert problems("{ type: foreign_key }") == [((), "missing key 'dataset'")]
