"""Runs are read back as the numbers they were made of, and take what is less."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.parquet.packing.run_lengths import encoded_runs, packed_run, repeated_run


def decoded(data, width, count):
    """Read runs as the specification of Parquet describes them."""
    found, at = [], 0
    while at < len(data):
        header = shift = 0
        while True:
            header |= (data[at] & 0x7F) << shift
            shift, at = shift + 7, at + 1
            if not data[at - 1] & 0x80:
                break
        size = width * (header >> 1) if header & 1 else -(-width // 8)
        bits = int.from_bytes(data[at : at + size], "little")
        at += size
        if header & 1:
            found += [bits >> i * width & ((1 << width) - 1) for i in range(8 * (header >> 1))]
        else:
            found += [bits] * (header >> 1)
    assert len(found) - count < 8
    return found[:count]


RUNS = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 3000)), min_size=1, max_size=20)


@given(RUNS, st.integers(9, 16))
def test_numbers_come_out_as_they_went_in(runs, width):
    numbers = np.repeat(*np.array(runs).T).astype(np.uint16)
    assert decoded(encoded_runs(numbers, width), width, len(numbers)) == numbers.tolist()


@pytest.mark.parametrize(
    ("numbers", "data"),
    [
        ([], ""),
        ([1] * 8, "1001"),
        ([5] * 300, "d80405"),
        ([5] * 131_072, "80801005"),
        ([0, 1, 2, 3, 4, 5, 6, 7], "0388c6fa"),  # the example of Parquet's specification
        ([1, 2], "03110000"),
    ],
)
def test_the_bytes_are_those_of_the_specification(numbers, data):
    assert encoded_runs(np.array(numbers, np.uint8), 3).hex() == data


def test_a_number_repeated_has_as_many_bytes_as_it_needs():
    assert repeated_run(1, 5, 1) == bytes([10, 1])
    assert repeated_run(1, 5, 9) == bytes([10, 1, 0])


def test_what_is_shorter_is_taken():
    random = np.random.Generator(np.random.PCG64(1))
    codes = random.integers(0, 7, 10_000).astype(np.uint8)
    assert encoded_runs(codes, 3) == packed_run(codes, 3)
    assert len(encoded_runs(np.sort(codes), 3)) == 7 * 3
