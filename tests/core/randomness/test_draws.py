"""Uniform bits turned into other distributions: against Python's exact numbers, and statistics."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from smelt_datagen import elementary
from smelt_datagen.plugin import Stream
from smelt_datagen.randomness import draws
from smelt_datagen.randomness.streams import counters

from ..helpers import assert_plausible, uint64s

COUNT = 1 << 18
SIGMAS = 5
LOWEST, BEHIND_HIGHEST = -(2**63), 2**63

words = st.integers(0, 2**64 - 1)
bounds = st.integers(LOWEST, BEHIND_HIGHEST)
EDGE_WORDS = [0, 1, 2**32 - 1, 2**32, 2**63 - 1, 2**63, 2**64 - 2, 2**64 - 1]


def uniform_bits(count=COUNT, key=42):
    return Stream(key).numbers(counters(np.arange(count, dtype=np.uint64)))


@st.composite
def ranges(draw):
    """Any range, those around 2^32 and of powers of two among them."""
    size = draw(
        st.integers(1, 2**64)
        | st.integers(1, 1000)
        | st.integers(2**32 - 3, 2**32 + 3)
        | st.integers(0, 64).map(lambda power: 2**power)
    )
    low = draw(st.integers(LOWEST, BEHIND_HIGHEST - size))
    return low, low + size


# --- integers ---


@settings(max_examples=300)
@given(bounds=ranges(), bits=st.lists(words, max_size=10))
@example(bounds=(0, 2**32), bits=[])
@example(bounds=(0, 2**32 + 1), bits=[])
@example(bounds=(LOWEST, BEHIND_HIGHEST), bits=[])
@example(bounds=(LOWEST, BEHIND_HIGHEST - 1), bits=[])
@example(bounds=(LOWEST + 1, BEHIND_HIGHEST), bits=[])
@example(bounds=(BEHIND_HIGHEST - 1, BEHIND_HIGHEST), bits=[])
@example(bounds=(LOWEST, LOWEST + 1), bits=[])
def test_integers_are_the_upper_half_of_the_product(bounds, bits):
    low, high = bounds
    bits = bits + EDGE_WORDS
    found = draws.integers(uint64s(bits), low, high)
    assert found.dtype == np.int64
    assert found.tolist() == [low + (word * (high - low) >> 64) for word in bits]


@pytest.mark.parametrize(
    ("low", "high"),
    [(0, 1), (0, 2**32 - 1), (0, 2**32), (0, 2**32 + 1), (-5, 5), (LOWEST, BEHIND_HIGHEST)],
)
def test_both_ends_of_a_range_are_reached_and_not_passed(low, high):
    found = draws.integers(uint64s([0, 2**64 - 1]), low, high)
    assert found.tolist() == [low, high - 1]


@pytest.mark.parametrize("size", [2, 7, 100, 1000])
def test_integers_of_a_small_range_are_uniform(size):
    found = draws.integers(uniform_bits(), -3, size - 3)
    assert_plausible(np.bincount(found + 3, minlength=size), np.full(size, COUNT / size))


@pytest.mark.parametrize("size", [2**32 - 1, 2**32, 2**32 + 1, 3 * 2**40, 2**64 - 1, 2**64])
def test_integers_of_a_large_range_are_uniform(size):
    low = -(size // 2)
    found = draws.integers(uniform_bits(), low, low + size).tolist()
    observed = np.bincount([(value - low) * 50 // size for value in found], minlength=50)
    expected = [-(-size * (i + 1) // 50) - -(-size * i // 50) for i in range(50)]
    assert_plausible(observed, [COUNT * part / size for part in expected])


@given(pairs=st.lists(st.tuples(words, st.integers(1, 2**64 - 1)), max_size=10))
@example(pairs=[(word, limit) for word in EDGE_WORDS for limit in EDGE_WORDS[1:]])
@example(pairs=[(word, limit) for word in EDGE_WORDS for limit in (1, 7, 2**32)])
def test_each_number_is_below_its_own_limit(pairs):
    bits, limits = ([pair[i] for pair in pairs] for i in (0, 1))
    found = draws.below(uint64s(bits), uint64s(limits))
    assert found.dtype == np.uint64
    assert found.tolist() == [word * limit >> 64 for word, limit in pairs]


@pytest.mark.parametrize("function", ["unit_interval", "standard_normal"])
def test_no_bits_make_no_floats(function):
    found = getattr(draws, function)(uint64s([]))
    assert (found.dtype, found.shape) == (np.float64, (0,))


def test_no_bits_make_no_integers_and_booleans():
    assert draws.integers(uint64s([]), 0, 5).shape == (0,)
    assert draws.bernoulli(uint64s([]), 0.5).shape == (0,)


# --- floats ---


@given(bits=st.lists(words, min_size=1, max_size=10))
def test_the_unit_interval_takes_the_upper_53_bits(bits):
    bits = bits + EDGE_WORDS
    found = draws.unit_interval(uint64s(bits))
    assert found.dtype == np.float64
    assert found.tolist() == [(word >> 11) / 2**53 for word in bits]


def test_the_unit_interval_holds_0_and_not_1():
    found = draws.unit_interval(uint64s([0, 2**64 - 1]))
    assert found.tolist() == [0.0, 1 - 2.0**-53]


def test_floats_of_the_unit_interval_are_uniform():
    found = draws.unit_interval(uniform_bits())
    observed = np.bincount((found * 1000).astype(int), minlength=1000)
    assert_plausible(observed, np.full(1000, COUNT / 1000))


# --- the normal distribution ---


@given(bits=st.lists(words, min_size=1, max_size=10))
def test_normals_are_the_quantile_of_the_upper_52_bits(bits):
    probability = np.array([((word >> 12) + 0.5) * 2.0**-52 for word in bits])
    found = draws.standard_normal(uint64s(bits))
    assert found.tolist() == elementary.normal_quantile(probability).tolist()


def test_the_most_extreme_normals_are_finite_and_opposite():
    least, greatest = draws.standard_normal(uint64s([0, 2**64 - 1])).tolist()
    assert math.isfinite(least)
    assert least == -greatest
    assert 8.2 < greatest < 8.3  # the quantile of 1 - 2^-53


def test_normals_have_the_moments_of_the_normal_distribution():
    found = draws.standard_normal(uniform_bits())
    # moment k has the variance (E z^2k - (E z^k)^2) / n, with E z^2k = (2k - 1)!!
    for power, mean, square in [(1, 0, 1), (2, 1, 3), (3, 0, 15), (4, 3, 105)]:
        tolerance = SIGMAS * math.sqrt((square - mean**2) / COUNT)
        assert abs((found**power).mean() - mean) < tolerance


def test_normals_have_the_shares_of_the_normal_distribution():
    found = draws.standard_normal(uniform_bits())
    edges = np.arange(-3, 3.5, 0.5)
    cumulated = [0, *(math.erfc(-edge / math.sqrt(2)) / 2 for edge in edges), 1]
    observed = np.bincount(np.searchsorted(edges, found), minlength=len(edges) + 1)
    assert_plausible(observed, np.diff(cumulated) * COUNT)


# --- booleans ---


def test_probability_0_is_never_and_1_is_always_true():
    assert draws.bernoulli(uint64s(EDGE_WORDS), 0).tolist() == [False] * len(EDGE_WORDS)
    assert draws.bernoulli(uint64s(EDGE_WORDS), 0.0).tolist() == [False] * len(EDGE_WORDS)
    assert draws.bernoulli(uint64s(EDGE_WORDS), 1).tolist() == [True] * len(EDGE_WORDS)
    assert draws.bernoulli(uint64s(EDGE_WORDS), 1.0).tolist() == [True] * len(EDGE_WORDS)


@given(probability=st.floats(0, 1), bits=st.lists(words, max_size=10))
@example(probability=2.0**-64, bits=[])
@example(probability=5e-324, bits=[])
@example(probability=1 - 2.0**-53, bits=[])
@example(probability=0.5, bits=[])
def test_booleans_are_true_below_the_exact_threshold(probability, bits):
    threshold = math.floor(Fraction(probability) * 2**64)
    near = [word for word in (threshold - 1, threshold) if 0 <= word < 2**64]
    bits = bits + near + EDGE_WORDS
    found = draws.bernoulli(uint64s(bits), probability)
    assert found.dtype == np.bool_
    assert found.tolist() == [word < threshold for word in bits]


@pytest.mark.parametrize("probability", [0.001, 0.08, 0.5, 0.999])
def test_booleans_are_true_as_often_as_they_should_be(probability):
    found = draws.bernoulli(uniform_bits(), probability)
    deviation = abs(int(found.sum()) - probability * COUNT)
    assert deviation < SIGMAS * math.sqrt(probability * (1 - probability) * COUNT)
