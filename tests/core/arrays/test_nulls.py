"""Nulls laid over arrays, against Python lists."""

import datetime

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.arrays import validity, with_validity, without_nulls

VALUES = {
    "int8": pa.array([1, -2, 3, 4, 5], pa.int8()),
    "int64": pa.array([1, 2, 3, 4, 2**63 - 1]),
    "float64": pa.array([0.5, 1.5, 2.5, 3.5, 4.5]),
    "bool": pa.array([True, False, True, True, False]),
    "text": pa.array(["a", "", "ccc", "ä", "e"]),
    "large text": pa.array(["a", "", "ccc", "ä", "e"], pa.large_string()),
    "bytes": pa.array([b"a", b"", b"ccc", b"d", b"e"]),
    "fixed bytes": pa.array([b"ab", b"cd", b"ef", b"gh", b"ij"], pa.binary(2)),
    "dictionary": pa.array(["a", "b", "a", "c", "b"]).dictionary_encode(),
    "date": pa.array([datetime.date(2024, 1, day) for day in range(1, 6)]),
    "timestamp": pa.array([1, 2, 3, 4, 5], pa.timestamp("s")),
    "text view": pa.array(["a", "", "longer than twelve", "ä", "e"], pa.string_view()),
    "bytes view": pa.array([b"\xff", b"", b"longer than twelve", b"d", b"e"], pa.binary_view()),
    "list": pa.array([[1], [], [2, 3], [4], [5]]),
    "struct": pa.array([{"a": n, "b": str(n)} for n in range(5)]),
}
every_type = pytest.mark.parametrize("array", VALUES.values(), ids=VALUES)
FIVE = st.lists(st.booleans(), min_size=5, max_size=5)


def masked(values, keep):
    return [value if kept else None for value, kept in zip(values, keep, strict=True)]


def bools(keep):
    return np.array(keep, dtype=np.bool_)


@every_type
@given(keep=FIVE, again=FIVE)
def test_nulls_are_laid_over_values_and_over_other_nulls(array, keep, again):
    once = with_validity(array, bools(keep))
    once.validate(full=True)
    assert once.type == array.type
    assert once.to_pylist() == masked(array.to_pylist(), keep)
    twice = with_validity(once, bools(again))
    twice.validate(full=True)
    assert twice.to_pylist() == masked(once.to_pylist(), again)
    assert twice.null_count == twice.to_pylist().count(None)


@every_type
@given(keep=FIVE, cut=st.lists(st.booleans(), min_size=3, max_size=3))
def test_slices_get_nulls_where_they_lie(array, keep, cut):
    part = with_validity(array, bools(keep)).slice(1, 3)
    found = with_validity(part, bools(cut))
    found.validate(full=True)
    assert found.to_pylist() == masked(part.to_pylist(), cut)


@every_type
def test_arrays_without_new_nulls_have_none(array):
    found = with_validity(array, bools([True] * 5))
    assert found.null_count == 0
    assert found.equals(array)


def test_arrays_without_nulls_have_no_bitmap():
    assert with_validity(VALUES["int64"], bools([True] * 5)).buffers()[0] is None


@every_type
def test_the_array_itself_is_not_changed(array):
    before = array.to_pylist()
    with_validity(array, bools([False] * 5))
    assert array.to_pylist() == before
    assert array.null_count == 0


def test_a_dictionary_is_kept_whole():
    found = with_validity(VALUES["dictionary"], bools([False] * 5))
    assert found.dictionary.to_pylist() == ["a", "b", "c"]


def test_flat_values_are_shared_and_not_copied():
    array = VALUES["int64"]
    found = with_validity(array, bools([True, False, True, True, True]))
    assert found.buffers()[1].address == array.buffers()[1].address


@given(keep=st.lists(st.booleans(), max_size=40), data=st.data())
def test_validity_says_where_values_are_also_in_slices(keep, data):
    array = pa.array(masked(range(len(keep)), keep), pa.int64())
    start = data.draw(st.integers(0, len(keep)))
    count = data.draw(st.integers(0, len(keep) - start))
    found = validity(array.slice(start, count))
    assert found.dtype == np.bool_
    assert found.tolist() == keep[start : start + count]


@pytest.mark.parametrize("name", ["text", "dictionary", "bool", "timestamp"])
def test_validity_of_other_types(name):
    keep = [True, False, False, True, True]
    array = with_validity(VALUES[name], bools(keep))
    assert validity(array).tolist() == keep
    assert validity(array.slice(2)).tolist() == keep[2:]


FLAT = [name for name in VALUES if name not in ("text view", "bytes view", "list", "struct")]


@pytest.mark.parametrize("name", FLAT)
@given(keep=FIVE)
def test_without_nulls_keeps_the_values_that_are_there(name, keep):
    array = with_validity(VALUES[name], bools(keep))
    for found, wanted, kept in (
        (without_nulls(array), array, keep),
        (without_nulls(array.slice(2)), array.slice(2), keep[2:]),
    ):
        found.validate(full=True)
        assert found.type == wanted.type
        assert found.null_count == 0
        assert masked(found.to_pylist(), kept) == wanted.to_pylist()


def test_without_nulls_gives_nulls_of_a_dictionary_code_0():
    array = pa.DictionaryArray.from_arrays(pa.array([1, None, 2], pa.int8()), ["a", "b", "c"])
    assert without_nulls(array).indices.to_pylist() == [1, 0, 2]


def test_arrays_without_nulls_are_returned_as_they_are():
    array = VALUES["text"]
    assert without_nulls(array) is array
