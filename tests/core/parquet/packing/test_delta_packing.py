"""Differences are packed so that every reader gets the integers back."""

import io

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.parquet.packing.delta_packing import delta_packed

from ..files import chunk, own_file, values

PACKED = {"column_encoding": "DELTA_BINARY_PACKED", "use_dictionary": False}


def by_pyarrow(numbers):
    """Return the bytes that pyarrow has for the same integers: what ends the only page."""
    sink = io.BytesIO()
    pq.write_table(pa.table({"a": numbers}), sink, compression="none", **PACKED)
    found = chunk(sink.getvalue())
    return sink.getvalue()[: found.data_page_offset + found.total_compressed_size]


@pytest.mark.parametrize("dtype", [np.int32, np.int64])
@pytest.mark.parametrize("count", [1, 2, 32, 33, 129, 257, 300, 5000])
@pytest.mark.parametrize(("first", "step"), [(0, 1), (7, 0), (-5, 3), (100, -2)])
def test_an_arithmetic_sequence_has_the_bytes_of_pyarrow(first, step, count, dtype):
    numbers = (first + step * np.arange(count)).astype(dtype)
    assert by_pyarrow(numbers).endswith(delta_packed(numbers))


@pytest.mark.parametrize("dtype", ["i4", "u4", "i8", "u8"])
@pytest.mark.parametrize("count", [2, 33, 300, 131_072])
def test_numbers_over_the_whole_range_come_back(count, dtype):
    limits = np.iinfo(dtype)
    random = np.random.Generator(np.random.PCG64(count))
    numbers = random.integers(limits.min, limits.max, count, dtype, endpoint=True)
    numbers[:2] = limits.min, limits.max
    file = own_file({"a": pa.array(numbers)})
    assert values(file) == numbers.tolist()


@given(st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(-9, 9), min_size=1, max_size=400))
def test_any_integers_come_back_or_are_left_to_pyarrow(numbers):
    assert values(own_file({"a": pa.array(numbers)})) == numbers


def test_outliers_are_left_to_widths_of_their_own():
    numbers = np.arange(10_000)
    numbers[5000] = 2**40
    assert delta_packed(numbers) is None


def test_uniform_integers_take_as_many_bits_as_their_differences():
    random = np.random.Generator(np.random.PCG64(1))
    numbers = random.integers(1, 100_001, 131_072)
    assert len(delta_packed(numbers)) < 131_072 * 18.3 / 8
