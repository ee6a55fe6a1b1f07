"""Foreign keys whose targets are not equally popular: zipf, and weights of the target."""

from collections import Counter

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen_builtin.references.weighted import CumulatedWeights
from smelt_datagen_builtin.references.zipf import ZipfRanks

from ...core.helpers import assert_plausible
from .linked_tables import key, maybe, one_of, planned, problem, values

TOP = 2**64


def zipf(exponent=1.0):
    return {"type": "zipf", "exponent": exponent}


def ranks(found, bits):
    bits = np.array(bits, dtype=np.uint64)
    codes = found.codes(bits).astype(np.int64)
    behind = codes == found.head
    codes[behind] = found.behind(bits[behind]).astype(np.int64)
    return codes


def share_up_to(rank, size, exponent):
    """Return the share of ranks 0 to `rank`, to many digits."""
    with mpmath.workdps(40):
        power = mpmath.mpf(exponent)
        if exponent == 1:
            return mpmath.harmonic(rank + 1) / mpmath.harmonic(size)
        whole = mpmath.zeta(power) - mpmath.zeta(power, size + 1) if power > 1 else None
        if whole is None:
            terms = [mpmath.mpf(k) ** -power for k in range(1, size + 1)]
            return mpmath.fsum(terms[: rank + 1]) / mpmath.fsum(terms)
        return (mpmath.zeta(power) - mpmath.zeta(power, rank + 2)) / whole


@pytest.mark.parametrize("exponent", [0.5, 1.0, 1.1, 2.0, 3.5])
@pytest.mark.parametrize("size", [1, 3, 4096, 4097, 9000])
def test_the_share_of_a_rank_is_that_of_its_term(size, exponent):
    found = ZipfRanks(size, exponent)
    for rank in (0, size // 100, size // 2, size - 2):
        if 0 <= rank < size - 1:
            border = int(share_up_to(rank, size, exponent) * TOP)
            # the integral behind the head is off by a share of 1e-8, the border by less than that
            slack = TOP // 10**9
            bits = [max(border - slack, 0), min(border + slack, TOP - 1)]
            below, above = ranks(found, bits).tolist()
            assert below <= rank < above
    assert ranks(found, [0, TOP - 1]).tolist() == [0, size - 1]


@given(
    st.lists(st.integers(0, TOP - 1), min_size=2, max_size=50),
    st.integers(1, 2**62),
    st.floats(0.01, 20),
)
def test_ranks_do_not_decrease_with_their_bits_and_are_in_range(bits, size, exponent):
    found = ranks(ZipfRanks(size, exponent), sorted(bits))
    assert (np.diff(found) >= 0).all()
    assert 0 <= found.min() <= found.max() < size


def test_popular_rows_are_no_first_rows_and_differ_between_columns():
    columns = {"a": key(distribution=zipf()), "b": key(distribution=zipf())}
    plan = planned(columns, rows=20_000)
    rows = plan["orders"].bound.range(0, 20_000)
    orders = []
    for name in columns:
        counts = Counter(rows.column(name).to_pylist())
        orders.append([target for target, _ in counts.most_common(10)])
    assert orders[0] != orders[1]
    assert all(order != sorted(order) for order in orders)


def test_counts_are_those_of_the_law():
    counts = Counter(values({"v": key(distribution=zipf(1.2))}, rows=50_000))
    shares = np.arange(1, 101) ** -1.2
    observed = sorted((counts.get(k, 0) for k in range(1, 101)), reverse=True)
    # the first ranks are far enough apart that counting does not change their order
    expected = 50_000 * shares / shares.sum()
    assert_plausible([*observed[:4], sum(observed[4:])], [*expected[:4], expected[4:].sum()])


WEIGHTED = {"v": key(weight_by="w")}


def test_targets_are_picked_in_proportion_to_their_weights():
    customers = {"w": one_of(0, 1, 3)}
    plan = planned(WEIGHTED, rows=60_000, customers=customers)
    weights = plan["customers"].bound.range(0, 100).column("w").to_pylist()
    found = Counter(plan["orders"].bound.range(0, 60_000).column("v").to_pylist())
    weighted = [k for k, weight in enumerate(weights, 1) if weight]
    assert set(found) == set(weighted)
    total = sum(weights)
    assert_plausible(
        [found[k] for k in weighted], [60_000 * weights[k - 1] / total for k in weighted]
    )


@given(
    st.lists(st.one_of(st.integers(0, 3), st.integers(0, 2**40)), min_size=1, max_size=300).filter(
        any
    ),
    st.data(),
)
def test_places_are_those_of_a_search_in_the_sums(weights, data):
    made = CumulatedWeights(np.array(weights, dtype=np.int64))
    drawn = np.array(
        data.draw(st.lists(st.integers(0, made.total - 1), min_size=1)), dtype=np.int64
    )
    expected = np.searchsorted(np.cumsum(weights), drawn, side="right")
    assert made.places(drawn).tolist() == expected.tolist()
    edges = np.unique(np.cumsum(weights))[:-1]
    assert (
        made.places(edges).tolist() == np.searchsorted(np.cumsum(weights), edges, "right").tolist()
    )


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        (one_of("a", "b"), "column 'w' has no numbers but string"),
        (one_of(0, 0), "column 'w' must be above 0 in some row, but is 0 in all"),
        (one_of(-1, -1), "column 'w' must hold weights of at least 0, but row 0 has -1"),
        (maybe(one_of(1), 0), "column 'w' must hold weights of at least 0, but row 0 has None"),
    ],
)
def test_what_is_no_weight_is_an_error(weights, message):
    assert problem(WEIGHTED, customers={"w": weights}) == f"weight_by: {message}"


def test_a_target_with_too_many_rows_to_hold_is_an_error():
    found = problem(WEIGHTED, customers={"w": one_of(1)}, targets=2**27 + 1)
    assert found.startswith("weight_by: a column of at most 134,217,728 rows can be held, but")
