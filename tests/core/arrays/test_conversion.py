"""Arrow arrays from NumPy's and Python's."""

import re

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.arrays import (
    arrow_array,
    bitmap,
    cast,
    code_type,
    dictionary_array,
    index_in,
    joined_text,
    numpy_dtype,
    string_array,
    string_array_from,
    take,
    unique,
)
from smelt_datagen.arrays.conversion import decoded, numpy_values


@pytest.mark.parametrize(
    ("dtype", "arrow_type"),
    [
        (np.int8, pa.int8()),
        (np.int32, pa.int32()),
        (np.int64, pa.int64()),
        (np.uint64, pa.uint64()),
        (np.float64, pa.float64()),
        (np.bool_, pa.bool_()),
    ],
)
@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 100])
def test_numbers_and_booleans_keep_type_and_values(dtype, arrow_type, count):
    values = (np.arange(count) % 3).astype(dtype)
    found = arrow_array(values)
    found.validate(full=True)
    assert found.type == arrow_type
    assert found.null_count == 0
    assert found.to_pylist() == values.tolist()


def test_values_with_gaps_in_memory_are_copied():
    assert arrow_array(np.arange(10)[::3]).to_pylist() == [0, 3, 6, 9]
    assert arrow_array(np.arange(4)[::-1]).to_pylist() == [3, 2, 1, 0]


def test_contiguous_values_are_shared():
    values = np.arange(5)
    found = arrow_array(values)
    assert found.buffers()[1].address == values.ctypes.data


@given(texts=st.lists(st.text()))
def test_texts_are_kept(texts):
    found = string_array(texts)
    found.validate(full=True)
    assert found.type == pa.utf8()
    assert found.to_pylist() == texts


def test_texts_may_be_cut_from_one_piece():
    found = string_array_from(np.array([0, 1, 1, 3], dtype=np.int32), b"abc")
    assert found.to_pylist() == ["a", "", "bc"]


def test_codes_stand_for_their_texts():
    found = dictionary_array(np.array([1, 0, 1], dtype=np.int8), string_array(["x", "y"]))
    assert found.type == pa.dictionary(pa.int8(), pa.utf8())
    assert found.to_pylist() == ["y", "x", "y"]


def test_a_bitmap_has_the_first_value_in_the_lowest_bit():
    assert bitmap(np.array([True, False, True] + [False] * 6 + [True])).to_pybytes() == b"\x05\x02"
    assert bitmap(np.array([], dtype=bool)).to_pybytes() == b""


def test_a_dictionary_is_decoded_where_it_is_not_wanted():
    found = dictionary_array(np.array([1, 0], dtype=np.int8), string_array(["x", "y"]))
    assert decoded(found, pa.utf8()).equals(pa.array(["y", "x"]))
    assert decoded(found, found.type) is found


@pytest.mark.parametrize(
    "array",
    [
        pa.array([1, 2, 3], pa.int8()),
        pa.array([2**63, 0, 1], pa.uint64()),
        pa.array([1.5, -0.0, 2.0]),
        pa.array([True, False, True] * 5),
        pa.array([], pa.int64()),
        pa.array([], pa.bool_()),
    ],
    ids=str,
)
def test_values_are_those_of_the_array_and_of_its_slices(array):
    assert numpy_values(array).tolist() == array.to_pylist()
    assert numpy_values(array.slice(1, 1)).tolist() == array.slice(1, 1).to_pylist()


@pytest.mark.parametrize(
    ("data_type", "dtype"),
    [
        (pa.bool_(), "bool"),
        (pa.int8(), "int8"),
        (pa.int16(), "int16"),
        (pa.int32(), "int32"),
        (pa.int64(), "int64"),
        (pa.uint8(), "uint8"),
        (pa.uint16(), "uint16"),
        (pa.uint32(), "uint32"),
        (pa.uint64(), "uint64"),
        (pa.float16(), "float16"),
        (pa.float32(), "float32"),
        (pa.float64(), "float64"),
        (pa.date32(), "int32"),
        (pa.time32("ms"), "int32"),
        (pa.time64("us"), "int64"),
        (pa.timestamp("s"), "int64"),
        (pa.timestamp("ns", "UTC"), "int64"),
        (pa.duration("ms"), "int64"),
    ],
    ids=str,
)
def test_the_dtype_is_that_of_the_values(data_type, dtype):
    assert numpy_dtype(data_type) == np.dtype(dtype)


@pytest.mark.parametrize(
    "data_type",
    [pa.utf8(), pa.decimal128(5), pa.list_(pa.int8()), pa.struct([("a", pa.int8())])],
    ids=str,
)
def test_a_type_without_a_dtype_is_named(data_type):
    with pytest.raises(TypeError, match=re.escape(str(data_type))):
        numpy_dtype(data_type)


# --- text joined from a table ---


def test_rows_are_joined_from_texts_of_a_table():
    table = string_array(["a", "-", "", "é"])
    runs = np.array([[0, 1, 3], [3, 2, 2]], dtype=np.int32)
    assert joined_text(table, runs).to_pylist() == ["a-é", "é"]


def test_rows_may_have_different_numbers_of_texts():
    table = string_array(["a", "b"])
    runs = np.array([0, 1, 1], dtype=np.int32)
    joined = joined_text(table, runs, np.array([0, 0, 2, 3]))
    assert joined.to_pylist() == ["", "ab", "b"]


def test_no_rows_are_joined_to_no_texts():
    assert joined_text(string_array(["a"]), np.empty((0, 3), dtype=np.int32)).to_pylist() == []


def test_take_follows_nulls_and_refuses_positions_that_are_not_there():
    array = string_array(["a", "b"])
    assert take(array, pa.array([1, None])).to_pylist() == ["b", None]
    with pytest.raises(pa.ArrowIndexError):
        take(array, pa.array([2]))


def test_cast_refuses_what_does_not_fit_unless_told_otherwise():
    array = arrow_array(np.array([1.5]))
    with pytest.raises(pa.ArrowInvalid):
        cast(array, pa.int64())
    assert cast(array, pa.int64(), safe=False).to_pylist() == [1]


# --- types, and memory that is shared ---


@pytest.mark.parametrize(
    ("count", "wanted"),
    [
        (0, "int8"),
        (1, "int8"),
        (128, "int8"),
        (129, "int16"),
        (2**15, "int16"),
        (2**15 + 1, "int32"),
    ],
)
def test_codes_have_the_narrowest_signed_type(count, wanted):
    assert code_type(count) == np.dtype(wanted)


@pytest.mark.parametrize("array", [pa.array([1, 2]), pa.array([True, False])], ids=str)
def test_values_of_an_array_cannot_be_written_to(array):
    with pytest.raises(ValueError, match="read-only"):
        numpy_values(array)[0] = 0


def test_memory_cannot_be_written_to_through_the_array():
    values = np.arange(5)
    assert arrow_array(values).buffers()[1].is_mutable is False
    assert values.flags.writeable is True


def test_an_array_without_memory_has_no_values():
    found = numpy_values(pa.Array.from_buffers(pa.int64(), 0, [None, None]))
    assert (found.dtype, found.tolist()) == (np.int64, [])


@pytest.mark.parametrize(
    ("data_type", "stored"),
    [(pa.date32(), "int32"), (pa.timestamp("us"), "int64"), (pa.bool_(), "bool")],
    ids=str,
)
def test_dates_and_times_are_stored_as_integers(data_type, stored):
    assert numpy_dtype(data_type) == np.dtype(stored)


@pytest.mark.parametrize("data_type", [pa.utf8(), pa.list_(pa.int64()), pa.decimal128(5)], ids=str)
def test_what_is_not_of_one_width_is_not_stored_as_numbers(data_type):
    with pytest.raises(TypeError, match="is not stored as numbers"):
        numpy_dtype(data_type)


def test_numbers_must_be_of_the_type_that_is_stored():
    assert arrow_array(np.array([1], dtype=np.int32), pa.date32()).type == pa.date32()
    with pytest.raises(TypeError, match=r"date32\[day\] is stored as int32, not as int64"):
        arrow_array(np.array([1]), pa.date32())


def test_different_values_are_in_the_order_in_which_they_come_and_without_null():
    found = unique(pa.array(["b", None, "a", "b"]))
    assert found.to_pylist() == ["b", "a"]


def test_places_of_values_are_null_where_there_is_none():
    values = pa.array(["b", "a"])
    assert index_in(pa.array(["a", None, "c", "b"]), values).to_pylist() == [1, None, None, 0]
