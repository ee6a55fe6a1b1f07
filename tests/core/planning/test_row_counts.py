"""Row counts times factors, in exact decimal arithmetic."""

import math
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from smelt_datagen.planning.row_counts import effective_rows, share


@pytest.mark.parametrize(
    ("num_rows", "factor", "rows"),
    [
        (100, 0.29, 29),
        (1000, 0.57, 570),
        (10, 0.3, 3),
        (3, 1 / 3, 0),
        (1000, 0.0015, 1),
        (7, 1.0, 7),
        (3, 2.5, 7),
        (6, 0.01, 0),
        (5_000_000, 1e-3, 5000),
        (2**53 + 1, 1.0, 2**53 + 1),
        (2**62, 1.5, 3 * 2**61),
        (10**18, 0.1, 10**17),
    ],
)
def test_effective_rows_are_exact_in_decimal(num_rows, factor, rows):
    assert effective_rows(num_rows, factor) == rows


@given(
    num_rows=st.integers(0, 2**63 - 1),
    factor=st.floats(1e-9, 1e6, allow_nan=False) | st.integers(1, 999).map(lambda i: i / 1000),
)
@example(num_rows=2**63 - 1, factor=0.1)
@example(num_rows=2**63 - 1, factor=1 / 3)
@example(num_rows=2**63 - 1, factor=1.0)
@example(num_rows=10**18 + 1, factor=0.9999999999999999)
def test_effective_rows_are_the_floor_of_the_exact_product(num_rows, factor):
    assert effective_rows(num_rows, factor) == math.floor(num_rows * Fraction(repr(factor)))


@pytest.mark.parametrize(
    ("rows", "fraction", "count"),
    [(100, 0.29, 29), (10, 0.25, 2), (10, 0.35, 4), (10, 0.0, 0), (10, 1.0, 10), (3, 0.5, 2)],
)
def test_a_share_is_the_nearest_count_halves_to_even(rows, fraction, count):
    assert share(rows, fraction) == count


@given(rows=st.integers(1, 10**12), fraction=st.integers(0, 1000).map(lambda i: i / 1000))
def test_a_share_is_the_rounded_exact_product(rows, fraction):
    assert share(rows, fraction) == round(rows * Fraction(repr(fraction)))
