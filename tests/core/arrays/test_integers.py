"""Numeric columns as whole numbers."""

import math

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.arrays import floored, is_numeric, numpy_dtype, with_validity

INTEGERS = [pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32()]
FLOATS = [pa.float32(), pa.float64()]
MOST = 2**62


@pytest.mark.parametrize("data_type", [*INTEGERS, pa.uint64(), pa.float16(), *FLOATS], ids=str)
def test_integers_and_floats_are_numeric(data_type):
    assert is_numeric(data_type) is True


@pytest.mark.parametrize(
    "data_type",
    [pa.bool_(), pa.utf8(), pa.decimal128(5), pa.date32(), pa.timestamp("s"), pa.duration("s")],
    ids=str,
)
def test_nothing_else_is_numeric(data_type):
    assert is_numeric(data_type) is False


@pytest.mark.parametrize("data_type", INTEGERS, ids=str)
def test_integers_stay_as_they_are(data_type):
    limits = np.iinfo(numpy_dtype(data_type))
    numbers = [int(limits.min) // 2, 0, 1, int(limits.max) // 2]
    found = floored(pa.array(numbers, data_type))
    assert found.dtype == np.int64
    assert found.tolist() == numbers


@given(st.lists(st.floats(-1e15, 1e15), max_size=20))
def test_floats_are_rounded_down(numbers):
    found = floored(pa.array(numbers, pa.float64()))
    assert found.tolist() == [math.floor(number) for number in numbers]


@pytest.mark.parametrize(
    ("number", "whole"),
    [(-0.5, -1), (-0.0, 0), (0.999, 0), (-1.0, -1), (math.nan, 0), (1e-300, 0), (-1e-300, -1)],
)
def test_floats_near_whole_numbers_and_none(number, whole):
    assert floored(pa.array([number])).tolist() == [whole]


@pytest.mark.parametrize("number", [1e19, 1e300, math.inf, 2.0**63, 2.0**62])
def test_floats_too_large_are_cut(number):
    assert floored(pa.array([number, -number])).tolist() == [MOST, -MOST]


@pytest.mark.parametrize("number", [2**63 - 1, 2**62 + 1, -(2**63), -(2**62) - 1])
def test_integers_too_large_are_cut_so_that_sums_of_two_do_not_overflow(number):
    assert floored(pa.array([number])).tolist() == [MOST if number > 0 else -MOST]


def test_unsigned_integers_too_large_are_cut_too():
    assert floored(pa.array([2**64 - 1, 2**63, 5], pa.uint64())).tolist() == [MOST, MOST, 5]


@pytest.mark.parametrize("data_type", [pa.int64(), pa.float64()], ids=str)
def test_nulls_are_0(data_type):
    assert floored(pa.array([None, 7, None], data_type)).tolist() == [0, 7, 0]


@pytest.mark.parametrize("data_type", [pa.int8(), pa.uint64(), pa.float64()], ids=str)
def test_nulls_are_0_whatever_lies_under_them(data_type):
    array = with_validity(pa.array([5, 7, 9], data_type), np.array([False, True, False]))
    assert floored(array).tolist() == [0, 7, 0]


def test_dictionaries_are_decoded():
    array = pa.array([2.5, None, -2.5, 2.5]).dictionary_encode()
    assert floored(array).tolist() == [2, 0, -3, 2]


def test_slices_are_read_where_they_lie():
    assert floored(pa.array([1, 2, None, 4]).slice(1, 2)).tolist() == [2, 0]
    assert floored(pa.array([1.5, 2.5, 3.5]).slice(1)).tolist() == [2, 3]


def test_no_numbers_are_none():
    assert floored(pa.array([], pa.float64())).tolist() == []
