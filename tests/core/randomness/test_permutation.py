"""Permutations of a range, computed position by position."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.plugin import Stream
from smelt_datagen.randomness.permutation import permuted

from ..helpers import assert_plausible, uint64s


def whole(size, key=42):
    return permuted(np.arange(size, dtype=np.uint64), size, Stream(key))


@given(size=st.integers(1, 3000), key=st.integers(0, 2**64 - 1))
def test_every_position_is_taken_once(size, key):
    assert np.array_equal(np.sort(whole(size, key)), np.arange(size, dtype=np.uint64))


@given(positions=st.lists(st.integers(0, 999), max_size=20))
def test_a_position_goes_where_it_goes_among_all(positions):
    wanted = whole(1000)[positions] if positions else []
    assert permuted(uint64s(positions), 1000, Stream(42)).tolist() == list(wanted)


@pytest.mark.parametrize("size", [2**32, 2**32 + 1, 2**63, 2**64 - 1])
def test_huge_ranges_are_permuted_without_collisions(size):
    positions = np.concatenate(
        [np.arange(1000, dtype=np.uint64), np.uint64(size - 1) - np.arange(1000, dtype=np.uint64)]
    )
    found = permuted(positions, size, Stream(42))
    assert len(np.unique(found)) == 2000
    assert int(found.max()) < size


def test_other_streams_permute_otherwise():
    assert not np.array_equal(whole(1000, 1), whole(1000, 2))


def test_the_positions_are_not_changed():
    positions = np.arange(10, dtype=np.uint64)
    positions.flags.writeable = False
    permuted(positions, 10, Stream(42))


@pytest.mark.parametrize("position", [0, 7, 19])
def test_a_position_goes_everywhere_equally_often(position):
    found = [int(permuted(uint64s([position]), 20, Stream(key))[0]) for key in range(1000)]
    assert_plausible(np.bincount(found, minlength=20), np.full(20, 50))
