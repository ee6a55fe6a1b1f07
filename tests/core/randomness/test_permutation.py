"""Permutations of a range, computed position by position, in both directions."""

import functools
import itertools
import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from smelt_datagen.plugin import Stream
from smelt_datagen.randomness.permutation import Permutation

from ..helpers import assert_plausible, uint64s

SIZES = [*range(1, 71), 127, 128, 129, 255, 256, 257, 1000, 2047, 2048, 2049, 4999, 5000]
HUGE = [2**32 - 1, 2**32, 2**32 + 1, 2**62, 2**62 + 1, 2**63 - 1, 2**63]
MASK = 2**64 - 1


def permutation(size, key=42):
    return Permutation(size, Stream(key))


def whole(size, key=42):
    """Return where every position goes."""
    return permutation(size, key).forward(np.arange(size, dtype=np.uint64)).tolist()


@st.composite
def sizes_and_positions(draw):
    size = draw(st.integers(1, 2**63) | st.integers(1, 100) | st.sampled_from(HUGE))
    return size, draw(st.lists(st.integers(0, size - 1), max_size=20))


# --- a permutation and its inverse ---


@pytest.mark.parametrize("key", [0, 42, 2**64 - 1])
def test_every_position_is_taken_once(key):
    for size in SIZES:
        assert sorted(whole(size, key)) == list(range(size)), size


def test_the_inverse_leads_every_position_back():
    for size in SIZES:
        positions = np.arange(size, dtype=np.uint64)
        both = permutation(size)
        assert np.array_equal(both.inverse(both.forward(positions)), positions), size
        assert np.array_equal(both.forward(both.inverse(positions)), positions), size


@given(drawn=sizes_and_positions(), key=st.integers(0, 2**64 - 1))
@example(drawn=(1, [0]), key=42)
@example(drawn=(2**63, [0, 2**63 - 1]), key=42)
def test_positions_of_any_size_go_and_come_back_within_it(drawn, key):
    size, positions = drawn
    both = permutation(size, key)
    there = both.forward(uint64s(positions))
    assert there.dtype == np.uint64
    assert len(set(there.tolist())) == len(set(positions))
    assert all(position < size for position in there.tolist())
    assert both.inverse(there).tolist() == positions


@given(drawn=sizes_and_positions(), key=st.integers(0, 2**64 - 1))
def test_it_is_a_feistel_network_walked_back_into_the_range(drawn, key):
    size, positions = drawn
    assert permutation(size, key).forward(uint64s(positions)).tolist() == [
        by_hand(position, size, key) for position in positions
    ]


def by_hand(position, size, key):
    """Return where a position goes, in Python's integers."""
    bits = (size - 1).bit_length()
    right_bits = bits - bits // 2
    keys = [Stream(key).child("round", number).key for number in range(24 if size < 64 else 8)]
    while True:
        left, right = position >> right_bits, position % 2**right_bits
        for number, round_key in enumerate(keys):
            if number % 2:
                right ^= mixed(left + round_key) % 2**right_bits
            else:
                left ^= mixed(right + round_key) % 2 ** (bits // 2)
        position = left << right_bits | right
        if position < size:
            return position


def mixed(state):
    state &= MASK
    state = (state ^ state >> 30) * 0xBF58476D1CE4E5B9 & MASK
    state = (state ^ state >> 27) * 0x94D049BB133111EB & MASK
    return state ^ state >> 31


# --- by position ---


@given(positions=st.lists(st.integers(0, 999), max_size=20))
def test_a_position_goes_where_it_goes_among_all(positions):
    among_all = whole(1000)
    wanted = [among_all[position] for position in positions]
    assert permutation(1000).forward(uint64s(positions)).tolist() == wanted
    assert permutation(1000).inverse(uint64s(wanted)).tolist() == positions


@pytest.mark.parametrize("direction", [Permutation.forward, Permutation.inverse])
def test_the_positions_are_not_changed_and_the_result_is_an_array_of_its_own(direction):
    positions = np.arange(10, dtype=np.uint64)
    positions.flags.writeable = False
    found = direction(permutation(10), positions)
    assert not np.shares_memory(found, positions)
    assert found.flags.writeable


def test_other_streams_permute_otherwise():
    assert whole(1000, 1) != whole(1000, 2)


# --- what it costs ---


@pytest.mark.parametrize("size", [3, 5, 33, 65, 1000, 1025, 2**15 + 1, 2**20 // 3])
def test_a_position_walks_fewer_than_two_steps_on_average(size, monkeypatch):
    steps = 0
    network = Permutation._network

    def counted(self, values):
        nonlocal steps
        steps += len(values)
        return network(self, values)

    monkeypatch.setattr(Permutation, "_network", counted)
    whole(size)
    assert size <= steps < 2 * size


@pytest.mark.parametrize(("size", "rounds"), [(1, 24), (63, 24), (64, 8), (65, 8), (2**63, 8)])
def test_few_positions_are_mixed_in_more_rounds(size, rounds):
    assert permutation(size)._keys == [
        Stream(42).child("round", number).key for number in range(rounds)
    ]


# --- statistics: over the first 2,000 keys, so that a test passes or fails for good ---

KEYS = 2000
CHANCE = 1e-6


@functools.cache
def images_of(size):
    """Return where every position goes, a row for each key."""
    return np.array([whole(size, key) for key in range(KEYS)])


@pytest.mark.parametrize("size", [2, 3, 5, 8, 20, 63, 64, 100])
def test_every_position_goes_everywhere_equally_often(size):
    images = images_of(size)
    expected = np.full(size, KEYS / size)
    for position in range(size):
        assert_plausible(np.bincount(images[:, position], minlength=size), expected, tail=CHANCE)


@pytest.mark.parametrize("size", [3, 4, 5, 6, 8, 20])
def test_two_positions_go_to_every_two_places_equally_often(size):
    images = images_of(size)
    places = [one * size + other for one, other in itertools.permutations(range(size), 2)]
    expected = np.full(len(places), KEYS / len(places))
    for one, other in itertools.combinations(range(size), 2):
        found = np.bincount(images[:, one] * size + images[:, other], minlength=size**2)
        assert_plausible(found[places], expected, tail=CHANCE)


@pytest.mark.parametrize("size", [2, 3, 4, 5])
def test_every_order_of_few_positions_comes_equally_often(size):
    orders = list(itertools.permutations(range(size)))
    found = [tuple(places) for places in images_of(size).tolist()]
    expected = np.full(len(orders), KEYS / math.factorial(size))
    assert_plausible([found.count(order) for order in orders], expected, tail=CHANCE)


@pytest.mark.parametrize("size", [1000, 2**20 + 1, 2**63])
def test_neighbours_go_anywhere(size):
    found = permutation(size).forward(np.arange(min(size, 2**16), dtype=np.uint64)).tolist()
    twentieths = [place * 20 // size for place in found]
    pairs = [one * 20 + other for one, other in zip(twentieths[::2], twentieths[1::2], strict=True)]
    assert_plausible(np.bincount(pairs, minlength=400), np.full(400, len(pairs) / 400))


# --- exact values ---


@pytest.mark.parametrize(
    ("size", "places"),
    [
        (1, [0]),
        (2, [0, 1]),
        (3, [0, 2, 1]),
        (10, [2, 9, 3, 5, 6, 4, 0, 1]),
        (63, [20, 37, 8, 33, 10, 35, 30, 46]),
        (64, [21, 48, 55, 1, 32, 37, 3, 22]),
        (1000, [147, 142, 83, 935, 874, 467, 834, 125]),
        (2**32 + 1, [1442303272, 3299908555, 419470473, 1180351361]),
        (
            2**63,
            [3883340899446611637, 7840924337932150421, 1188000426790197779, 2019621085022613498],
        ),
    ],
)
def test_places_never_change(size, places):
    positions = np.arange(len(places), dtype=np.uint64)
    assert permutation(size).forward(positions).tolist() == places
