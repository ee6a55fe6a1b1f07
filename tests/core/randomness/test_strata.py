"""Draws in strata: exact quotients of 128 bits, never falling with the rank."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.randomness.strata import draws_in_strata

LARGEST = 2**64 - 1


def array(*values):
    return np.array(values, dtype=np.uint64)


COUNTS = st.integers(1, 63).flatmap(lambda bits: st.integers(1 << (bits - 1), 1 << bits))
ANYWHERE = st.integers(0, LARGEST) | st.sampled_from([0, 1, 2**32 - 1, 2**32, 2**63, LARGEST])


@given(COUNTS, st.data())
def test_a_draw_is_the_exact_quotient(count, data):
    ranks = data.draw(st.lists(st.integers(0, count - 1), min_size=1, max_size=20))
    ranks += [0, count - 1, count // 2, (count - 1) >> 32 << 32]
    within = [data.draw(ANYWHERE) for _ in ranks]
    found = draws_in_strata(array(*ranks), array(*within), count)
    assert found.dtype == np.uint64
    assert found.tolist() == [
        (rank * 2**64 + place) // count for rank, place in zip(ranks, within, strict=True)
    ]


@pytest.mark.parametrize("count", [1, 2, 3, 2**32 - 1, 2**32, 2**32 + 1, 2**63 - 1, 2**63])
def test_the_first_draw_is_0_and_the_last_one_the_largest(count):
    found = draws_in_strata(array(0, count - 1), array(0, LARGEST), count)
    assert found.tolist() == [0, LARGEST]


def test_arguments_are_not_changed():
    for count in (10, 2**40):
        ranks, within = array(3, 4), array(5, 6)
        draws_in_strata(ranks, within, count)
        assert (ranks.tolist(), within.tolist()) == ([3, 4], [5, 6])
