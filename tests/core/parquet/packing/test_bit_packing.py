"""Bits of numbers stand one behind the other, however many bits and numbers there are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.parquet.packing.bit_packing import bit_packed, narrowed, padded


def unpacked(data, width):
    bits = int.from_bytes(data.tobytes(), "little")
    mask = (1 << width) - 1
    return [bits >> start & mask for start in range(0, 8 * len(data), width)]


def numbers(count, width):
    random = np.random.Generator(np.random.PCG64(count + width))
    drawn = random.integers(0, (1 << width) - 1, count, np.uint64, endpoint=True)
    drawn[:2] = 0, (1 << width) - 1
    return narrowed(drawn, width)


@pytest.mark.parametrize("count", [8, 1024, 1032, 2048])
@pytest.mark.parametrize("width", range(1, 65))
def test_numbers_come_out_as_they_went_in(width, count):
    packed = bit_packed(numbers(count, width), width)
    assert len(packed) == count * width // 8
    assert unpacked(packed, width) == numbers(count, width).tolist()


@pytest.mark.parametrize(("width", "dtype"), [(3, np.uint32), (3, np.uint64), (17, np.uint64)])
def test_a_type_may_be_wider_than_it_must(width, dtype):
    wide = numbers(2048, width).astype(dtype)
    assert bit_packed(wide, width).tobytes() == bit_packed(numbers(2048, width), width).tobytes()


@pytest.mark.parametrize(("width", "dtype"), [(1, "u1"), (8, "u1"), (9, "u2"), (33, "u8")])
def test_as_many_numbers_as_there_may_be_are_packed_a_piece_at_a_time(width, dtype):
    few, many = numbers(1 << 13, width), np.tile(numbers(1 << 13, width), 48)
    assert few.dtype == dtype
    assert bit_packed(many, width).tobytes() == bit_packed(few, width).tobytes() * 48


@given(st.integers(0, 40), st.sampled_from([8, 64]))
def test_zeros_are_put_behind(count, multiple):
    found = padded(np.ones(count, np.uint8), multiple)
    assert len(found) % multiple == 0
    assert len(found) - count < multiple
    assert found.tolist() == [1] * count + [0] * (len(found) - count)
