"""Streams: published vectors, key derivation, and the numbers' statistics."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.plugin import Stream
from smelt_datagen.randomness.streams import counters, mix64

from ..helpers import assert_plausible, uint64s

COUNT = 1 << 16
SIGMAS = (
    5  # one in 1.7 million by chance; the numbers are fixed, so a test passes or fails for good
)

keys = st.integers(0, 2**64 - 1)
rows = st.integers(0, 2**64 - 1)


def numbers(key, count=COUNT, start=0):
    return Stream(key).numbers(counters(np.arange(start, start + count, dtype=np.uint64)))


def splitmix64(key, row):
    """Number `row` of SplitMix64 in Python's integers."""
    z = (key + (row + 1) * 0x9E3779B97F4A7C15) % 2**64
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    z = (z ^ z >> 27) * 0x94D049BB133111EB % 2**64
    return z ^ z >> 31


def ones_per_bit(values):
    bits = np.unpackbits(values.view(np.uint8), bitorder="little").reshape(len(values), 64)
    return bits.sum(axis=0, dtype=np.int64)


def assert_half_of_each_bit(values):
    deviation = np.abs(ones_per_bit(values) - len(values) / 2)
    assert deviation.max() < SIGMAS * np.sqrt(len(values)) / 2


def assert_uncorrelated(one, other):
    correlation = np.corrcoef(one.astype(np.float64), other.astype(np.float64))[0, 1]
    assert abs(correlation) < SIGMAS / np.sqrt(len(one))


def assert_independent(one, other):
    """Joint counts of the upper 4 bits, differences bit by bit, correlation."""
    joint = (one >> np.uint64(60)) * np.uint64(16) + (other >> np.uint64(60))
    observed = np.bincount(joint.astype(np.int64), minlength=256)
    assert_plausible(observed, np.full(256, len(one) / 256))
    assert_half_of_each_bit(one ^ other)
    assert_uncorrelated(one, other)


# --- the numbers ---


def test_the_published_vectors_of_splitmix64():
    assert numbers(1234567, 5).tolist() == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]


@given(key=keys, index=st.lists(rows, max_size=20))
def test_the_number_at_any_row_is_splitmix64s(key, index):
    found = Stream(key).numbers(counters(uint64s(index)))
    assert found.dtype == np.uint64
    assert found.tolist() == [splitmix64(key, row) for row in index]


@pytest.mark.parametrize("row", [0, 2**32, 2**63 - 1, 2**63, 2**64 - 2, 2**64 - 1])
def test_rows_at_the_borders_of_64_bits_have_numbers_of_their_own(row):
    index = uint64s([row, 7, row])
    found = Stream(42).numbers(counters(index)).tolist()
    assert found == [splitmix64(42, row), splitmix64(42, 7), splitmix64(42, row)]


def test_neither_counters_nor_numbers_change_their_input():
    index = np.arange(5, dtype=np.uint64)
    index.flags.writeable = False
    shared = counters(index)
    shared.flags.writeable = False
    assert np.array_equal(Stream(1).numbers(shared), Stream(1).numbers(shared))


def test_mix64_works_in_place():
    state = uint64s([1, 2, 3])
    assert mix64(state) is state


def test_no_rows_have_no_numbers():
    assert numbers(42, 0).shape == (0,)


# --- keys ---


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ((), 0x34109DED010895BC),
        (("dataset", "users"), 0xAB6C35C531D38F27),
        (("dataset", "users", "column", "id"), 0xA0C410CA2A4458E2),
        (("a", "b"), 0x0B535F91BC3E97B8),
        (("ab",), 0x8513A069D843B5F4),
        (("é",), 0x7D65598B091B843B),
        ((1,), 0x0355022038025EED),
        (("1",), 0x4AB556B6058768A1),
        ((-1,), 0xE2D08AB524211943),
    ],
)
def test_derived_keys_never_change(path, key):
    assert Stream(42).child(*path).key == key


def test_paths_that_read_alike_have_keys_of_their_own():
    paths = [(), ("",), ("", ""), ("a", "b"), ("ab",), ("ab", ""), ("", "ab"), ("b", "a"), ("a",)]
    paths += [(1,), ("1",), (1, 1), (11,), ("11",), ("1", "1"), (-1,), ("-1",), (0,), ("a/b",)]
    derived = [Stream(42).child(*path).key for path in paths]
    assert len(set(derived)) == len(paths)
    assert 42 not in derived


@given(st.sets(st.lists(st.text(max_size=3), max_size=3).map(tuple), max_size=10))
def test_different_paths_have_different_keys(paths):
    numbered = {(*path, len(path)) for path in paths}
    derived = {Stream(0).child(*path).key for path in paths | numbered}
    assert len(derived) == len(paths | numbered)


def test_a_child_depends_on_its_parent():
    assert Stream(1).child("a") != Stream(2).child("a")
    assert Stream(1).child("a").child("b") != Stream(2).child("a").child("b")


@pytest.mark.parametrize("seed", [0, 1, 2**63, 2**64 - 1])
def test_every_64_bit_seed_is_a_root(seed):
    assert 0 <= Stream(seed).child("x").key < 2**64
    assert numbers(seed, 2).tolist() == [splitmix64(seed, 0), splitmix64(seed, 1)]


# --- statistics ---


@pytest.mark.parametrize("key", [0, 1, 42, 2**64 - 1, Stream(42).child("dataset", "a").key])
@pytest.mark.parametrize("shift", [56, 28, 0])
def test_bytes_are_uniform(key, shift):
    byte = (numbers(key) >> np.uint64(shift)) & np.uint64(0xFF)
    observed = np.bincount(byte.astype(np.int64), minlength=256)
    assert_plausible(observed, np.full(256, COUNT / 256))


@pytest.mark.parametrize("key", [0, 42, 2**63])
@pytest.mark.parametrize("start", [0, 2**40, 2**63])
def test_every_bit_is_one_half_of_the_time(key, start):
    assert_half_of_each_bit(numbers(key, start=start))


@pytest.mark.parametrize("lag", [1, 2, 3, 7, 64, 1000, 32768])
def test_neighbouring_rows_are_independent(lag):
    values = numbers(42, COUNT + lag)
    assert_independent(values[lag:], values[:-lag])


@pytest.mark.parametrize("stride", [2, 1000, 2**20, 2**32, 2**44])
def test_rows_far_apart_are_independent(stride):
    index = np.arange(COUNT, dtype=np.uint64) * np.uint64(stride)
    values = Stream(42).numbers(counters(index))
    assert_independent(values[1:], values[:-1])


@pytest.mark.parametrize("names", list(itertools.combinations(["a", "b", "A", "aa"], 2)))
def test_columns_are_independent(names):
    one, other = (Stream(42).child("dataset", "d", "column", name).key for name in names)
    assert_independent(numbers(one), numbers(other))


@pytest.mark.parametrize(("one", "other"), [(0, 1), (42, 43), (1, 2**32), (2**63, 2**63 + 1)])
def test_seeds_are_independent_of_each_other(one, other):
    path = ("dataset", "d", "column", "c")
    assert_independent(
        numbers(Stream(one).child(*path).key), numbers(Stream(other).child(*path).key)
    )


def test_one_row_over_many_seeds_is_uniform():
    found = uint64s([numbers(Stream(seed).child("d").key, 1)[0] for seed in range(4096)])
    observed = np.bincount((found >> np.uint64(58)).astype(np.int64), minlength=64)
    assert_plausible(observed, np.full(64, 64))
    assert_uncorrelated(found[1:], found[:-1])


@pytest.mark.parametrize("key", [0, 42, 2**64 - 1])
def test_runs_above_and_below_the_middle_are_as_many_as_chance_makes(key):
    high = numbers(key) >= np.uint64(2**63)
    runs = 1 + np.count_nonzero(high[1:] != high[:-1])
    above = np.count_nonzero(high)
    below = COUNT - above
    mean = 1 + 2 * above * below / COUNT
    variance = (mean - 1) * (mean - 2) / (COUNT - 1)
    assert abs(runs - mean) < SIGMAS * np.sqrt(variance)


@pytest.mark.parametrize("bit", [0, 1, 31, 62, 63])
def test_one_bit_of_the_row_number_changes_half_of_the_bits(bit):
    index = np.random.Generator(np.random.PCG64(1)).integers(0, 2**64, COUNT, dtype=np.uint64)
    flipped = index ^ np.uint64(1 << bit)
    stream = Stream(42)
    difference = stream.numbers(counters(index)) ^ stream.numbers(counters(flipped))
    assert_half_of_each_bit(difference)


def test_a_stream_has_no_number_twice():
    assert len(np.unique(numbers(42, 1 << 18))) == 1 << 18
