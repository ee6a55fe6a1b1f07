"""Bisection of many borders at once, against a search one after the other."""

import bisect

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.arrays.bisection import first_not_before


@given(st.lists(st.integers(0, 20), max_size=40).map(sorted), st.lists(st.integers(-1, 21)))
def test_borders_are_where_a_sorted_list_has_them(values, borders):
    array, wanted = np.array([*values, 0]), np.array(borders)

    def is_before(numbers):
        assert (numbers < max(len(values), 1)).all()
        return array[numbers.astype(np.int64)] < wanted

    found = first_not_before(len(values), len(borders), is_before)
    assert found.tolist() == [bisect.bisect_left(values, border) for border in borders]


def test_numbers_of_63_bits_are_found():
    borders = np.array([0, 1, 2**62, 2**63 - 1], np.uint64)
    found = first_not_before(2**63 - 1, 4, lambda numbers: numbers < borders)
    assert found.tolist() == borders.tolist()
