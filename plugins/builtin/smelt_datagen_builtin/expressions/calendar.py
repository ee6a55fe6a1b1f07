"""Parts of dates, timestamps and intervals, and the units of time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from smelt_datagen_builtin.expressions import exact
from smelt_datagen_builtin.expressions.nodes import Node, Outcome, strict
from smelt_datagen_builtin.expressions.sql_types import FLOAT, INT, SqlType

Parts: TypeAlias = tuple[Any, Any, Any]
"""Of an interval: months, days, microseconds."""

SECOND = 1_000_000
DAY = 86_400 * SECOND
_EPOCH_YEAR = 1970

UNITS: dict[str, Parts] = {
    "year": (12, 0, 0),
    "quarter": (3, 0, 0),
    "month": (1, 0, 0),
    "week": (0, 7, 0),
    "day": (0, 1, 0),
    "hour": (0, 0, 3600 * SECOND),
    "minute": (0, 0, 60 * SECOND),
    "second": (0, 0, SECOND),
    "millisecond": (0, 0, 1000),
    "microsecond": (0, 0, 1),
}
"""What one of each unit is, as an interval."""


def month_and_day(days: Any) -> tuple[Any, Any]:
    """Return months since 1970, and the day within the month from 0, of days since 1970."""
    dates = np.asarray(days, np.int64).view("datetime64[D]")
    months = dates.astype("datetime64[M]")
    return months.view(np.int64), days - months.astype("datetime64[D]").view(np.int64)


def first_day(months: Any) -> Any:
    """Return the first day of months since 1970, in days since 1970."""
    return np.asarray(months, np.int64).view("datetime64[M]").astype("datetime64[D]").view(np.int64)


def extracted(part: str, one: Node) -> Node | None:
    """Return a part of a date, timestamp or interval as an integer; None if it has no such part.

    The epoch is a double, in seconds.
    """
    if one.type.kind == "interval":
        return _of_interval(part, one)
    unit = 1 if one.type.kind == "date" else DAY

    def on_days(function: Callable[[Any], Any]) -> Node:
        return strict(INT, lambda values: Outcome(function(values // np.int64(unit))), [one])

    if part in _OF_DAYS:
        return on_days(_OF_DAYS[part])
    scale = DAY if one.type.kind == "date" else 1
    if part == "epoch":
        return strict(
            FLOAT,
            lambda values: Outcome((values * np.int64(scale)).astype(np.float64) / 1e6),
            [one],
        )
    if part not in _OF_CLOCK:
        return None
    divisor, count = _OF_CLOCK[part]
    return strict(
        INT,
        lambda values: Outcome(values * np.int64(scale) // np.int64(divisor) % np.int64(count)),
        [one],
    )


def _of_interval(part: str, one: Node) -> Node | None:
    if part == "epoch":
        return strict(FLOAT, lambda parts: Outcome(_seconds(parts)), [one])
    function = _OF_INTERVALS.get(part)
    if function is None:
        return None
    return strict(INT, lambda parts: Outcome(np.asarray(function(*parts))), [one])


def _seconds(parts: Parts) -> Any:
    """Return intervals in seconds: years of 365.25 days, months of 30 beside them."""
    months, days, rest = parts
    years, months = exact.divided(np.asarray(months), np.asarray(12))
    whole = years * np.int64(31_557_600) + months * np.int64(2_592_000) + days * np.int64(86_400)
    return (whole * np.int64(SECOND) + rest).astype(np.float64) / 1e6


def _cut(values: Any, by: int, count: int | None = None) -> Any:
    whole, _ = exact.divided(np.asarray(values), np.asarray(by))
    return whole if count is None else exact.divided(whole, np.asarray(count))[1]


_OF_INTERVALS: dict[str, Callable[[Any, Any, Any], Any]] = {
    "year": lambda months, _, __: _cut(months, 12),
    "month": lambda months, _, __: _cut(months, 1, 12),
    "day": lambda _, days, __: days,
    "hour": lambda _, __, rest: _cut(rest, 3600 * SECOND),
    "minute": lambda _, __, rest: _cut(rest, 60 * SECOND, 60),
    "second": lambda _, __, rest: _cut(rest, SECOND, 60),
}


def _years(days: Any) -> Any:
    return month_and_day(days)[0] // 12 + _EPOCH_YEAR


def _year_start(days: Any) -> Any:
    return first_day(month_and_day(days)[0] // 12 * 12)


def _thursday(days: Any) -> Any:
    """Return the Thursday of the same week, which is in the year that the week belongs to."""
    return days - (days + 3) % 7 + 3


_OF_DAYS: dict[str, Callable[[Any], Any]] = {
    "year": _years,
    "quarter": lambda days: month_and_day(days)[0] % 12 // 3 + 1,
    "month": lambda days: month_and_day(days)[0] % 12 + 1,
    "week": lambda days: (_thursday(days) - _year_start(_thursday(days))) // 7 + 1,
    "isoyear": lambda days: _years(_thursday(days)),
    "day": lambda days: month_and_day(days)[1] + 1,
    "doy": lambda days: days - _year_start(days) + 1,
    "dow": lambda days: (days + 4) % 7,
    "isodow": lambda days: (days + 3) % 7 + 1,
}
_OF_CLOCK = {
    "hour": (3600 * SECOND, 24),
    "minute": (60 * SECOND, 60),
    "second": (SECOND, 60),
    "millisecond": (1000, 60_000),
    "microsecond": (1, 60 * SECOND),
}
"""By how much to divide microseconds, and how many of the unit there are."""
PARTS = (*_OF_DAYS, *_OF_CLOCK, "epoch")


def truncated(unit: str, one: Node) -> Node | None:
    """Return the first moment of the unit that a date or timestamp is in; None for no such unit."""
    scale = DAY if one.type.kind == "date" else 1
    if unit in _STARTS:
        start = _STARTS[unit]

        def kernel(values: Any) -> Outcome:
            return Outcome(start(values * np.int64(scale) // np.int64(DAY)) * np.int64(DAY))
    elif unit in UNITS:
        size = np.int64(UNITS[unit][2])

        def kernel(values: Any) -> Outcome:
            return Outcome(values * np.int64(scale) // size * size)
    else:
        return None
    is_fine = unit in ("millisecond", "microsecond") and one.type.is_fine
    return strict(SqlType("timestamp", is_fine=is_fine), kernel, [one])


_STARTS: dict[str, Callable[[Any], Any]] = {
    "year": _year_start,
    "quarter": lambda days: first_day(month_and_day(days)[0] // 3 * 3),
    "month": lambda days: first_day(month_and_day(days)[0]),
    "week": lambda days: days - (days + 3) % 7,
    "day": lambda days: days,
}


def boundaries(unit: str, start: Node, end: Node) -> Node | None:
    """Return how many starts of a unit lie between two moments; None for no such unit."""
    count = _NUMBERS.get(unit)
    if count is None:
        return None

    def kernel(left: Any, right: Any) -> Outcome:
        scales = [np.int64(DAY if arg.type.kind == "date" else 1) for arg in (start, end)]
        return Outcome(count(right * scales[1]) - count(left * scales[0]))

    return strict(INT, kernel, [start, end])


def _number(unit: str) -> Callable[[Any], Any]:
    size = UNITS[unit][2]
    return lambda moments: moments // np.int64(size)


_NUMBERS: dict[str, Callable[[Any], Any]] = {
    "year": lambda moments: month_and_day(moments // np.int64(DAY))[0] // 12,
    "quarter": lambda moments: month_and_day(moments // np.int64(DAY))[0] // 3,
    "month": lambda moments: month_and_day(moments // np.int64(DAY))[0],
    "day": lambda moments: moments // np.int64(DAY),
    **{unit: _number(unit) for unit in ("hour", "minute", "second", "millisecond", "microsecond")},
}
"""The number of the unit that a moment is in, from any one on."""
