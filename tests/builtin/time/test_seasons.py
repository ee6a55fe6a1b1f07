"""Dates and timestamps by hours, weekdays, months and years."""

import datetime

import numpy as np
import pytest
from smelt_datagen import loads, plan, to_table

from ..make import assert_shares, problems

ROWS = 40_000


def made(generator, keys=""):
    text = f"""
native_types: true
datasets:
  - name: a
    output: a
    num_rows: {ROWS}
    columns:
      - {{ name: v, {keys} generator: {generator} }}
"""
    return to_table(plan(loads(text))["a"])["v"].to_pylist()


def timestamps(season, start="2023-01-02T00:00:00", end="2025-01-06T00:00:00", keys=""):
    limits = f'start: "{start}", end: "{end}"'
    return made(f"{{ type: timestamp, {limits}, seasonality: {season} }}", keys)


def in_days(start, end, season):
    return f"{{ type: date, start: {start}, end: {end}, seasonality: {season} }}"


def test_hours_and_weekdays_have_their_weights():
    hours = [0] * 8 + [1, 2, 3, 4] + [5] * 8 + [2, 1, 0, 0]
    days = [5, 4, 4, 4, 3, 1, 0]
    found = timestamps(f"{{ hours: {hours}, weekdays: {days} }}")
    counts = np.bincount([at.hour for at in found], minlength=24)
    assert [count for count, weight in zip(counts, hours, strict=True) if not weight] == [0] * 10
    busy = [hour for hour in range(24) if hours[hour]]
    assert_shares(counts[busy], np.array(hours)[busy] / sum(hours))
    weekdays = np.bincount([at.weekday() for at in found], minlength=7)
    assert weekdays[6] == 0
    assert_shares(weekdays[:6], np.array(days[:6]) / sum(days))
    assert_shares(np.bincount([at.minute // 15 for at in found], minlength=4), [0.25] * 4)


@pytest.mark.parametrize("kind", ["date", "timestamp"])
def test_months_are_weighted_beside_their_length(kind):
    months = [1, 1, 2, 2, 2, 3, 3, 3, 2, 2, 4, 8]
    clock = "T00:00:00" if kind == "timestamp" else ""
    season = f"seasonality: {{ months: {months} }}"
    limits = f'start: "2023-01-01{clock}", end: "2024-01-01{clock}"'
    found = made(f"{{ type: {kind}, {limits}, {season} }}")
    lengths = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    weights = lengths * np.array(months)
    assert_shares(
        np.bincount([day.month - 1 for day in found], minlength=12), weights / weights.sum()
    )


@pytest.mark.parametrize(("growth", "ratio"), [(0.5, 1.5), (-0.5, 0.5), (3, 4)])
def test_growth_is_by_year(growth, ratio):
    found = timestamps(f"{{ growth: {growth} }}", "2021-01-01T00:00:00", "2023-01-01T00:00:00")
    later = sum(at.year == 2022 for at in found)
    share = ratio / (1 + ratio)
    assert abs(later / ROWS - share) < 5 * (share * (1 - share) / ROWS) ** 0.5 + 0.001


def test_growth_of_many_years_stays_within_doubles():
    for growth in (1e6, -0.999999):
        found = made(in_days("1900-01-01", "2100-01-01", f"{{ growth: {growth} }}"))
        assert len({*found}) > 100


def test_parts_of_hours_at_the_ends_count_as_parts():
    found = timestamps(
        "{ hours: " + str([1] * 24) + " }", "2024-01-01T10:45:00", "2024-01-01T12:00:00"
    )
    assert min(found) >= datetime.datetime(2024, 1, 1, 10, 45)
    assert max(found) < datetime.datetime(2024, 1, 1, 12)
    early = sum(at.hour == 10 for at in found)
    assert_shares([early, ROWS - early], [0.2, 0.8])


def test_seasonal_timestamps_can_be_in_order():
    found = timestamps("{ weekdays: [1, 1, 1, 1, 1, 0, 0] }", keys="order: asc,")
    assert found == sorted(found)
    assert {at.weekday() for at in found} == {0, 1, 2, 3, 4}


@pytest.mark.parametrize(
    ("generator", "wanted"),
    [
        (
            "{ type: date, start: 2024-01-01, end: 2025-01-01, seasonality: { weekdays: [1, 2] } }",
            (("seasonality", "weekdays"), "must have 7 weights (found 2)"),
        ),
        (
            "{ type: date, start: 2024-01-01, end: 2025-01-01, seasonality: { hours: [1] } }",
            (("seasonality", "hours"), "a date has no hours: they are for timestamps"),
        ),
        (
            in_days("2024-01-01", "2025-01-01", "{ weekdays: [0, 0, 0, 0, 0, 0, 0] }"),
            (("seasonality", "weekdays"), "must have a weight above 0"),
        ),
        (
            in_days("2024-01-01", "2025-01-01", "{ weekdays: [0, 0, 0, -1, 0, 0, 0] }"),
            (("seasonality", "weekdays"), "must be weights of at least 0"),
        ),
        (
            in_days("2024-01-01", "2024-01-03", "{ weekdays: [0, 0, 0, 0, 0, 0, 1] }"),
            (("seasonality",), "gives no weight to any part of the range"),
        ),
        (
            "{ type: date, start: 2024-01-01, end: 2025-01-01, seasonality: { growth: -1 } }",
            (("seasonality", "growth"), "must be greater than -1 (found -1)"),
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(generator, wanted):
    assert problems(generator) == [wanted]
