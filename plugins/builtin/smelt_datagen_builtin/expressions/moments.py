"""Intervals, dates and timestamps moved by them, and the time between two."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np

from smelt_datagen_builtin.expressions import exact
from smelt_datagen_builtin.expressions.calendar import (
    DAY,
    UNITS,
    Parts,
    first_day,
    month_and_day,
)
from smelt_datagen_builtin.expressions.nodes import Node, Outcome, strict
from smelt_datagen_builtin.expressions.sql_types import (
    DATE,
    INTERVAL,
    TIMESTAMP,
)

_EARLIEST = int(np.datetime64("0001-01-01T00:00:00", "us").astype(np.int64))
_LATEST = int(np.datetime64("9999-12-31T23:59:59.999999", "us").astype(np.int64))


def interval(unit: str, count: Node) -> Node:
    """Return so many of a unit; `count` gives integers."""
    months, days, rest = UNITS[unit]
    made = attrs.evolve(INTERVAL, is_fine=unit in ("millisecond", "microsecond"))

    def kernel(counts: Any) -> Outcome:
        parts = [
            exact.narrowed(exact.multiplied(counts, np.asarray(part)))
            for part in (months, days, rest)
        ]
        wrong = next((failed for _, failed in parts if failed is not None), None)
        return Outcome(tuple(values for values, _ in parts), wrong)

    return strict(made, kernel, [count], what=lambda value: f"{value} {unit}s are too long a time")


def multiplied(one: Node, count: Node) -> Node:
    """Return an interval so many times; `count` gives integers."""

    def kernel(parts: Parts, counts: Any) -> Outcome:
        made = [exact.narrowed(exact.multiplied(part, counts)) for part in parts]
        wrong = next((failed for _, failed in made if failed is not None), None)
        return Outcome(tuple(values for values, _ in made), wrong)

    return strict(
        one.type,
        kernel,
        [one, count],
        what=lambda _, value: f"an interval times {value} is too long",
    )


def negated(one: Node) -> Node:
    """Return an interval back in time."""
    return strict(
        one.type, lambda parts: Outcome(tuple(np.asarray(-part) for part in parts)), [one]
    )


def combined(one: Node, other: Node) -> Node:
    """Return the sum of two intervals."""
    made = attrs.evolve(INTERVAL, is_fine=one.type.is_fine or other.type.is_fine)
    return strict(
        made,
        lambda left, right: Outcome(tuple(a + b for a, b in zip(left, right, strict=True))),
        [one, other],
    )


def days_moved(one: Node, count: Node, *, is_back: bool) -> Node:
    """Return dates so many days later or earlier."""

    def kernel(days: Any, counts: Any) -> Outcome:
        moved = (exact.subtracted if is_back else exact.added)(days, counts)
        wrong = exact.outside(moved, _EARLIEST // DAY, _LATEST // DAY)
        return Outcome(
            np.asarray(moved if wrong is None else np.where(wrong, 0, moved)).astype(np.int64),
            wrong,
        )

    return strict(DATE, kernel, [one, count], what=_beyond)


def _beyond(*_: Any) -> str:
    return "the result is not within the years 1 to 9999"


def moved(one: Node, by: Node) -> Node:
    """Return timestamps later by an interval: months, then days, then the rest.

    A day that a month does not have is its last.
    """
    made = attrs.evolve(TIMESTAMP, is_fine=one.type.is_fine or by.type.is_fine)

    def kernel(moments: Any, parts: Parts) -> Outcome:
        months, days, rest = parts
        if np.any(months):
            moments = _months_later(moments, months)
        far = np.abs(days.astype(np.float64)) * DAY + np.abs(rest.astype(np.float64))
        wrong = np.asarray(far > 2.0**61)
        later = moments + np.where(wrong, 0, days) * np.int64(DAY) + np.where(wrong, 0, rest)
        return Outcome(later, wrong | (later < _EARLIEST) | (later > _LATEST))

    return strict(made, kernel, [one, by], what=_beyond)


def _months_later(moments: Any, months: Any) -> Any:
    days, clock = np.divmod(moments, np.int64(DAY))
    month, day = month_and_day(days)
    target = month + np.clip(months, -120_000, 120_000)
    first = first_day(target)
    size = first_day(target + 1) - first
    return (first + np.minimum(day, size - 1)) * np.int64(DAY) + clock


def between(one: Node, other: Node) -> Node:
    """Return the time from the other timestamp to the one, in days and microseconds."""
    made = attrs.evolve(INTERVAL, is_fine=one.type.is_fine or other.type.is_fine)

    def kernel(left: Any, right: Any) -> Outcome:
        days, rest = exact.divided(np.asarray(left - right), np.asarray(DAY))
        return Outcome((np.asarray(0), days, rest))

    return strict(made, kernel, [one, other])
