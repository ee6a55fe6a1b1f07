"""Datasets as functions of row numbers: any rows, in any order, computed once."""

import attrs
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.arrays import arrow_array, numpy_values
from smelt_datagen.plugin import Column, ColumnType, Dataset, Rows, Stream
from smelt_datagen.randomness.streams import counters

from ..helpers import (
    HalfNullColumn,
    Letter,
    Random,
    Text,
    dataset,
    made_dataset,
    plan_of,
    rows_at,
    uint64s,
)

COUNT = 200


class Counting(Column):
    """Counts how often it is asked."""

    type = ColumnType(pa.int64())

    def __init__(self):
        self.calls = 0

    def generate(self, block):
        self.calls += 1
        return arrow_array(block.integers(0, 100))


def sample():
    columns = {
        "random": Random(),
        "letter": Letter(values=["a", "b", "c"]),
        "text": Text(),
        "maybe": HalfNullColumn(Random().bind(None)),
    }
    return made_dataset("d", COUNT, Stream(42).child("dataset", "d"), columns)


NAMES = ("random", "letter", "text", "maybe")
WHOLE = {name: sample().range(0, COUNT).column(name) for name in NAMES}


def at(index):
    return Rows(sample(), uint64s(index))


@given(index=st.lists(st.integers(0, COUNT - 1), max_size=40), name=st.sampled_from(NAMES))
def test_any_rows_in_any_order_have_the_values_of_the_whole(index, name):
    found = at(index).column(name)
    assert found.equals(WHOLE[name].take(pa.array(index, pa.int64())))


@given(cut=st.integers(0, COUNT), end=st.integers(0, COUNT), name=st.sampled_from(NAMES))
def test_any_slice_is_that_of_the_whole(cut, end, name):
    low, high = sorted((cut, end))
    found = sample().range(low, high).column(name)
    assert found.equals(WHOLE[name].slice(low, high - low))


def test_rows_far_behind_2_to_the_63_have_values():
    index = [0, 2**63 - 1, 2**63, 2**64 - 1]
    found = at(index).column("random")
    assert found.equals(pa.concat_arrays([at([row]).column("random") for row in index]))


def test_a_column_is_computed_once_for_the_same_rows():
    column = Counting()
    made = made_dataset("d", 10, Stream(1), {"c": column})
    rows = made.range(0, 10)
    assert rows.column("c") is rows.column("c")
    assert column.calls == 1
    made.range(0, 10).column("c")
    assert column.calls == 2


def test_columns_of_one_kind_differ_by_their_name_only():
    made = made_dataset("d", 10, Stream(1), {"a": Random(), "b": Random()})
    rows = made.range(0, 10)
    assert not rows.column("a").equals(rows.column("b"))
    alone = made_dataset("d", 10, Stream(1), {"b": Random()})
    assert alone.range(0, 10).column("b").equals(rows.column("b"))


def test_a_columns_stream_follows_from_its_dataset_and_its_name():
    made = sample()
    assert made.members["text"].stream == Stream(42).child("dataset", "d").child("column", "text")


def test_the_counters_are_those_of_the_rows_and_shared():
    rows = rows_at([3, 1, 2**63])
    assert np.array_equal(rows.counters, counters(uint64s([3, 1, 2**63])))
    assert rows.counters is rows.counters


@pytest.mark.parametrize("name", ["index", "counters"])
def test_what_columns_share_is_read_only(name):
    rows = rows_at([1, 2])
    with pytest.raises(ValueError, match="read-only"):
        getattr(rows, name)[0] = 5


def test_rows_have_a_length():
    assert len(rows_at([])) == 0
    assert len(rows_at([5, 5])) == 2
    assert len(sample().range(3, 9)) == 6


def test_a_range_holds_its_start_and_not_its_stop():
    assert sample().range(3, 6).index.tolist() == [3, 4, 5]


def test_a_column_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        at([1]).column("nothing")


def test_a_dataset_cannot_be_changed():
    made = Dataset("d", 10, Stream(1))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.row_count = 11
    with pytest.raises(TypeError):
        made.members["c"] = None


def test_a_planned_dataset_cannot_be_given_columns():
    planned = plan_of(dataset())["users"].bound
    with pytest.raises(TypeError):
        planned.members["c"] = planned.members["n"]


def test_what_is_derived_draws_from_the_stream_in_its_key_and_is_made_once():
    rows = sample().range(0, 5)
    made = [rows.derived("key", Stream(1), lambda block: block.uint64()) for _ in range(2)]
    assert made[0] is made[1]
    assert made[0].tolist() == Stream(1).numbers(rows.counters).tolist()
    other = rows.derived("key", Stream(2), lambda block: block.uint64())
    assert other.tolist() == Stream(2).numbers(rows.counters).tolist()


@pytest.mark.parametrize("name", NAMES[:2])
def test_what_columns_are_made_of_is_read_only(name):
    array = sample().range(0, 5).column(name)
    codes = array.indices if name == "letter" else array
    with pytest.raises(ValueError, match="read-only"):
        numpy_values(codes)[0] = 1
    assert not codes.buffers()[1].is_mutable
