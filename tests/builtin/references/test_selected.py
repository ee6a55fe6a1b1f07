"""Foreign keys that pick among rows for which a condition is true."""

from collections import Counter

import pytest

from ..make import assert_shares
from .linked_tables import key, one_of, problem, values

TEN = {"ten": {"type": "cycle", "values": [*range(10)]}}
"""In the rows 1, 11, 21 … it is 0."""


def picked(rows=1000, **options):
    return values({"v": key(where="ten < 2", **options)}, rows=rows, customers=TEN)


def test_only_rows_that_meet_the_condition_are_picked():
    found = Counter(picked(4000))
    wanted = [row for row in range(1, 101) if (row - 1) % 10 < 2]
    assert sorted(found) == wanted
    assert_shares([found[row] for row in wanted], [1 / 20] * 20)


def test_a_condition_that_is_null_is_not_met():
    columns = {"x": {"type": "optional", "prob": 0.5, "inner": one_of(1)}}
    found = values({"v": key(where="x = 1 or x is null and id = 7")}, customers=columns)
    assert len({*found}) in range(30, 70)


def test_unique_counts_the_rows_that_meet_it():
    assert len({*picked(20, unique=True)}) == 20
    message = problem({"v": key(where="ten < 2", unique=True)}, rows=21, customers=TEN)
    assert message.startswith("unique: 21 rows cannot pick from 20 of dataset 'customers'")


def test_min_children_and_zipf_are_over_the_rows_that_meet_it():
    assert min(Counter(picked(60, min_children=3)).values()) == 3
    shares = Counter(picked(4000, distribution={"type": "zipf"}))
    assert len(shares) == 20
    assert max(shares.values()) > 3 * min(shares.values())


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({"where": "ten > 9"}, "where: is true for none of the 100 rows of dataset 'customers'"),
        ({"where": "ten + 1"}, "where: must be true or false, not bigint"),
        ({"where": "tenn = 1"}, "where: at character 1, `tenn`: there is no column 'tenn'"),
        (
            {"where": "ten = 1", "weight_by": "ten"},
            "where: cannot stand beside 'weight_by', which looks at all rows",
        ),
    ],
)
def test_what_is_wrong_is_said(options, wanted):
    assert problem({"v": key(**options)}, customers=TEN).startswith(wanted)


def test_a_target_that_is_too_large_is_refused():
    message = problem({"v": key(where="ten < 2")}, customers=TEN, targets=2**28)
    assert "a column of at most 134,217,728 rows can be held" in message
