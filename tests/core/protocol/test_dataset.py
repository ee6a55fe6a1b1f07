"""Datasets as functions of row numbers: any rows, in any order, computed once."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import Column, Dataset, Rows, Stream
from smelt_datagen.randomness.streams import counters

from ..helpers import HalfNullColumn, LetterColumn, Random, Text, rows_at, uint64s

COUNT = 200


class Counting(Column):
    """Counts how often it is asked."""

    data_type = pa.int64()

    def __init__(self):
        self.calls = 0

    def generate(self, block):
        self.calls += 1
        return arrow_array(block.integers(0, 100))


def sample():
    made = Dataset("d", COUNT, Stream(42).child("dataset", "d"))
    made.add("random", Random())
    made.add("letter", LetterColumn(["a", "b", "c"]))
    made.add("text", Text())
    made.add("maybe", HalfNullColumn(Random()))
    return made


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
    made = Dataset("d", 10, Stream(1))
    made.add("c", column)
    rows = made.range(0, 10)
    assert rows.column("c") is rows.column("c")
    assert column.calls == 1
    made.range(0, 10).column("c")
    assert column.calls == 2


def test_columns_of_one_kind_differ_by_their_name_only():
    made = Dataset("d", 10, Stream(1))
    made.add("a", Random())
    made.add("b", Random())
    rows = made.range(0, 10)
    assert not rows.column("a").equals(rows.column("b"))
    alone = Dataset("d", 10, Stream(1))
    alone.add("b", Random())
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
