"""Foreign keys to targets whose columns equal those of the row."""

from collections import Counter

import pytest
from smelt_datagen import GeneratorError, to_table

from ...core.helpers import assert_plausible
from .linked_tables import ID, key, maybe, one_of, planned, problem, table

COUNTRIES = one_of("DE", "FR", "US")
LEVEL = {"type": "uniform_int", "min": 0, "max": 5}
OURS = {"land": COUNTRIES, "level": LEVEL}
THEIRS = {"country": COUNTRIES, "rank": LEVEL}


def check(plan, match):
    customers = table(plan, "customers")
    rows = table(plan)
    for row in rows:
        target = customers[row["v"] - 1]
        assert all(target[theirs] == row[ours] for theirs, ours in match.items())
    return rows


@pytest.mark.parametrize(
    "match", [{"country": "land"}, {"rank": "level"}, {"country": "land", "rank": "level"}]
)
def test_the_target_has_the_values_of_the_row(match):
    plan = planned({**OURS, "v": key(match=match)}, customers=THEIRS, targets=300)
    check(plan, match)


def test_all_targets_of_a_group_are_picked_equally_often():
    columns = {"land": one_of("DE"), "v": key(match={"country": "land"})}
    plan = planned(columns, rows=50_000, customers=THEIRS)
    rows = check(plan, {"country": "land"})
    germans = [row["id"] for row in table(plan, "customers") if row["country"] == "DE"]
    counts = Counter(row["v"] for row in rows)
    assert set(counts) == set(germans)
    assert_plausible([counts[k] for k in germans], [50_000 / len(germans)] * len(germans))


def test_a_path_of_the_row_can_be_matched():
    columns = {"first": key(), "v": key(match={"country": "first.country"})}
    plan = planned(columns, customers=THEIRS)
    customers = table(plan, "customers")
    for row in table(plan):
        assert customers[row["v"] - 1]["country"] == customers[row["first"] - 1]["country"]


def test_null_equals_nothing():
    columns = {"land": maybe(COUNTRIES), "v": key(match={"country": "land"})}
    plan = planned(columns, customers={"country": maybe(COUNTRIES)})
    customers = table(plan, "customers")
    for row in table(plan):
        assert (row["v"] is None) == (row["land"] is None)
        assert row["v"] is None or customers[row["v"] - 1]["country"] == row["land"]


def test_a_value_that_no_target_has_is_an_error_that_names_row_and_value():
    columns = {"id": ID, "v": key(match={"id": "id"})}
    plan = planned(columns, rows=150)
    message = "dataset 'orders', column 'v': row 100: no row of 'customers' has id = 101"
    with pytest.raises(GeneratorError, match=message):
        to_table(plan["orders"])


@pytest.mark.parametrize(
    ("match", "message"),
    [
        ({"country": "wide"}, "match.country: no row has 'IT' in 'country' of dataset 'customers'"),
        ({"country": "level"}, "match.country: columns of one type can be equal, but 'level' is"),
        ({"county": "land"}, "match: there is no column 'county' in dataset 'customers', did you"),
        ({"country": "lnd"}, "match.country: there is no column 'lnd' in this dataset"),
        ({}, "match: must have at least one column"),
    ],
)
def test_what_cannot_be_matched_is_an_error(match, message):
    columns = {**OURS, "wide": one_of("DE", "IT"), "v": key(match=match)}
    assert problem(columns, customers=THEIRS).startswith(message)
