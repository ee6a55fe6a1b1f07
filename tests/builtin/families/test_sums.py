"""Sums and shares within families: exact, and the same whatever stands beside them."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen_builtin.families.running import family_sums, running_sums
from smelt_datagen_builtin.families.shares import cumulated_shares, whole_weights

SIZES = st.lists(st.integers(0, 9), max_size=12)


def families(values, sizes):
    taken = iter(values)
    return [[next(taken) for _ in range(size)] for size in sizes]


def integers(lowest=-(2**63) + 1, largest=2**63 - 1):
    return st.integers(lowest, largest)


@given(st.data(), SIZES)
def test_sums_of_integers_are_exact_also_beyond_64_bits(data, sizes):
    values = data.draw(st.lists(integers(), min_size=sum(sizes), max_size=sum(sizes)))
    counts = np.array(sizes, np.int64)
    made = families(values, sizes)
    assert family_sums(np.array(values, np.int64), counts).tolist() == [sum(one) for one in made]
    running = [sum(one[: i + 1]) for one in made for i in range(len(one))]
    assert running_sums(np.array(values, np.int64), counts).tolist() == running


@given(st.data(), SIZES)
def test_sums_of_doubles_are_those_from_left_to_right(data, sizes):
    floats = st.floats(allow_nan=False, allow_infinity=False, width=32)
    values = data.draw(st.lists(floats, min_size=sum(sizes), max_size=sum(sizes)))
    counts = np.array(sizes, np.int64)
    wanted, totals = [], []
    for family in families(values, sizes):
        total = 0.0
        for position, value in enumerate(family):
            total = total + value if position else value
            wanted.append(total)
        totals.append(total)
    assert running_sums(np.array(values), counts).tolist() == wanted
    assert family_sums(np.array(values), counts).tolist() == totals


@given(st.data(), st.lists(st.integers(1, 9), min_size=1, max_size=12))
def test_weights_become_integers_that_keep_their_proportion(data, sizes):
    number = sum(sizes)
    weights = data.draw(st.lists(integers(0, 2**62), min_size=number, max_size=number))
    counts = np.array(sizes, np.int64)
    made = whole_weights(np.array(weights, np.int64), counts)
    for before, after in zip(families(weights, sizes), families(made.tolist(), sizes), strict=True):
        whole, total = sum(before), sum(after)
        assert 1 <= total <= 2**30
        for one, other in zip(before, after, strict=True):
            wanted = Fraction(one, whole) if whole else Fraction(1, len(before))
            # each is rounded down to one part of 2^29
            assert abs(Fraction(other, total) - wanted) <= Fraction(len(before) + 1, 2**29)
    if sum(weights) < 2**30 and all(sum(one) for one in families(weights, sizes)):
        assert made.tolist() == weights


@given(integers(-(10**38), 10**38), st.lists(st.integers(0, 2**25), min_size=1, max_size=9))
def test_shares_add_up_and_none_is_off_by_a_unit(amount, weights):
    weights = weights if any(weights) else [1] * len(weights)
    upto = np.concatenate([[0], np.cumsum(weights)])
    whole = np.full(len(upto), upto[-1])
    amounts = np.full(len(upto), amount, object if abs(amount) >= 2**63 else np.int64)
    shares = [int(one) for one in np.diff(cumulated_shares(amounts, upto, whole))]
    assert sum(shares) == amount
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - Fraction(amount * weight, int(upto[-1]))) <= 1
