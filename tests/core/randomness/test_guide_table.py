"""Weighted choice: the exact inverse of the cumulated weights."""

import math
from bisect import bisect_right
from fractions import Fraction
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from smelt_datagen.arrays import code_type
from smelt_datagen.plugin import GuideTable, Stream
from smelt_datagen.randomness.streams import counters

from ..helpers import assert_plausible, uint64s

COUNT = 1 << 18

some_weights = st.lists(
    st.sampled_from([0.0, 0.0, 1.0, 0.1, 1 / 3, 1e-300, 1e300, 5e-324, 2.0**-64])
    | st.floats(0, 1e6)
    | st.integers(0, 2**53),
    min_size=1,
    max_size=12,
).filter(any)


def thresholds(weights):
    """Return for every code the first of the 2^64 words that lies behind its share."""
    cumulated = list(accumulate(map(Fraction, weights)))
    return [math.ceil(2**64 * part / cumulated[-1]) for part in cumulated]


def exact_codes(weights, bits):
    borders = thresholds(weights)
    return [bisect_right(borders, word) for word in bits]


def telling_words(weights):
    """Words next to every threshold, next to the borders of some buckets, and some between."""
    borders = {*thresholds(weights), 0, 2**64, *(i << 48 for i in (1, 2, 2**15, 2**16 - 1))}
    words = {border + step for border in borders for step in (-1, 0, 1)}
    words |= {i * 0x9E3779B97F4A7C15 % 2**64 for i in range(50)}
    return sorted(word for word in words if 0 <= word < 2**64)


def assert_exact(weights):
    bits = telling_words(weights)
    found = GuideTable(weights).codes(uint64s(bits))
    assert found.tolist() == exact_codes(weights, bits)
    assert found.dtype == code_type(len(weights))


def drawn_shares(weights):
    bits = Stream(42).numbers(counters(np.arange(COUNT, dtype=np.uint64)))
    return np.bincount(GuideTable(weights).codes(bits), minlength=len(weights))


@settings(max_examples=150)
@given(weights=some_weights)
def test_codes_are_the_exact_inverse_of_the_cumulated_weights(weights):
    assert_exact(weights)


@settings(max_examples=150)
@given(weights=some_weights, words=st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=50))
def test_a_code_without_weight_is_never_drawn(weights, words):
    codes = GuideTable(weights).codes(uint64s([*words, *telling_words(weights)]))
    assert all(weights[code] > 0 for code in codes.tolist())


@pytest.mark.parametrize(
    "weights",
    [
        [1],
        [5e-324],
        [0, 0, 1],
        [1, 0, 0],
        [0, 1, 0],
        [1, 0, 1],
        [0, 3, 0, 0, 5, 0],
        [1, 1],
        [2.0**-64, 1 - 2.0**-64],
        [1e300, 1e-300],
        [1e-300, 1e300],
        [0.1] * 10,
        [1] * 128,
        [1] * 129,
        list(range(1000)),
        [1.1**-i for i in range(1000)],
        [1] * 33_000,
    ],
    ids=lambda weights: f"{len(weights)} from {weights[0]}",
)
def test_edge_weights_are_inverted_exactly(weights):
    assert_exact(weights)


@pytest.mark.parametrize("bucket", [0, 1, 2**15, 2**16 - 1])
def test_the_last_word_of_a_bucket_can_be_the_first_of_a_code(bucket):
    last_word = (bucket + 1) * 2**48 - 1
    weights = [last_word, 2**64 - last_word]
    assert thresholds(weights)[0] == last_word
    assert_exact(weights)


@pytest.mark.parametrize(("word", "code"), [(2**63 - 2, 0), (2**63 - 1, 1)])
def test_a_word_next_to_a_border_has_its_code_also_alone(word, code):
    weights = [2**63 - 1, 2**63 + 1]
    assert GuideTable(weights).codes(uint64s([word])).tolist() == [code]


def test_a_single_value_takes_every_word():
    assert GuideTable([0.25]).codes(uint64s([0, 2**63, 2**64 - 1])).tolist() == [0, 0, 0]


def test_only_the_ratio_of_the_weights_counts():
    bits = uint64s(telling_words([1, 2, 3]))
    halves, wholes = GuideTable([0.5, 1, 1.5]), GuideTable([1, 2, 3])
    assert np.array_equal(halves.codes(bits), wholes.codes(bits))


def test_ten_tenths_are_ten_equal_shares():
    assert thresholds([0.1] * 10) == thresholds([1] * 10)
    bits = uint64s(telling_words([1] * 10))
    assert np.array_equal(GuideTable([0.1] * 10).codes(bits), GuideTable([1] * 10).codes(bits))


@pytest.mark.parametrize(
    "weights",
    [[1, 1], [5, 3, 2], [0.9, 0.09, 0.01], [0, 1, 0, 2], list(range(1, 101)), [1] * 300],
    ids=len,
)
def test_every_code_has_its_share(weights):
    expected = np.array(weights) / math.fsum(weights) * COUNT
    observed = drawn_shares(weights)
    assert not observed[expected == 0].any()
    assert_plausible(observed[expected > 0], expected[expected > 0])


def test_the_bits_are_not_changed():
    bits = uint64s([5, 2**40, 2**63])
    bits.flags.writeable = False
    assert len(GuideTable([1, 2, 3]).codes(bits)) == 3


def test_no_bits_make_no_codes():
    codes = GuideTable([1, 2]).codes(uint64s([]))
    assert (codes.dtype, codes.shape) == (np.int8, (0,))


@pytest.mark.parametrize(
    ("count", "dtype"),
    [
        (0, np.int8),
        (1, np.int8),
        (128, np.int8),
        (129, np.int16),
        (32_768, np.int16),
        (32_769, np.int32),
        (10_000_000, np.int32),
    ],
)
def test_codes_have_the_narrowest_type_that_holds_them(count, dtype):
    assert code_type(count) == dtype


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ([], "there are no weights: give one for each code"),
        (np.array([]), "there are no weights"),
        ([1, -0.5], r"the weight of code 1 must be at least 0 \(found -0.5\)"),
        ([1, math.nan], r"the weight of code 1 must be finite \(found nan\)"),
        ([math.inf, 1], r"the weight of code 0 must be finite \(found inf\)"),
        ([0, 0.0, 0], r"one weight must be greater than 0 \(all 3 are 0\)"),
    ],
    ids=str,
)
def test_weights_that_are_none_are_refused_by_name(weights, message):
    with pytest.raises(ValueError, match=message):
        GuideTable(weights)


def test_equal_weights_share_their_tables_which_are_made_at_the_first_draw():
    first, same, other = GuideTable([1, 2.5]), GuideTable([1.0, 2.5]), GuideTable([1, 2])
    assert "_tables" not in vars(first)
    for table in (first, same, other):
        table.codes(uint64s([0]))
    assert first._tables is same._tables
    assert first._tables is not other._tables
