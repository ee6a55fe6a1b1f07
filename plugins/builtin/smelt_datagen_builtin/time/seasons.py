"""Seasons: how often hours, weekdays, months and years come."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
import numpy.typing as npt
from smelt_datagen import elementary
from smelt_datagen.plugin import Block, CumulatedWeights, Scope, param

Index = npt.NDArray[np.int64]

_DAY = 86_400
_HOUR = 3600
_YEAR = 365.25
_MOST_CELLS = 1 << 24
"""Hours, or days, of which the weights are held: 19 centuries of hours, in 200 MB."""


@attrs.frozen(kw_only=True)
class Seasonality:
    """Weights of the parts of time, relative to one another; what is left out is even."""

    hours: list[float] | None = param("24 weights, from the hour after midnight.", default=None)
    weekdays: list[float] | None = param("7 weights, from Monday.", default=None)
    months: list[float] | None = param("12 weights, from January.", default=None)
    growth: float = param(
        "By which share there is more after a year: 0.5 for half as much again.",
        default=0.0,
        gt=-1,
        le=1e6,
    )

    def check(self, scope: Scope, *, has_hours: bool) -> None:
        """Report weights of the wrong number, below 0, or all 0; fail if there are any."""
        if self.hours is not None and not has_hours:
            scope.fail("a date has no hours: they are for timestamps", "seasonality", "hours")
        for key, count in (("hours", 24), ("weekdays", 7), ("months", 12)):
            weights = getattr(self, key)
            if weights is not None and (wrong := _wrong(weights, count)) is not None:
                scope.report(wrong, "seasonality", key)
        scope.stop_if_failed()

    def of_days(self, days: Index) -> npt.NDArray[np.float64]:
        """Return the weights of days since 1970, the first of which has the growth of none."""
        weights = np.ones(len(days))
        if self.weekdays is not None:
            weights *= np.array(self.weekdays)[(days + 3) % 7]
        if self.months is not None:
            months = days.view("datetime64[D]").astype("datetime64[M]").view(np.int64) % 12
            weights *= np.array(self.months)[months]
        if self.growth:
            rate = elementary.log(np.array([1.0 + self.growth])) / _YEAR
            # beside the last day, so that no growth goes beyond what doubles hold
            span = (days - (days[-1] if self.growth > 0 else days[0])).astype(np.float64)
            weights *= elementary.exp(span * rate)
        return weights


def _wrong(weights: Sequence[float], count: int) -> str | None:
    if len(weights) != count:
        return f"must have {count} weights (found {len(weights)})"
    if not all(0 <= weight < float("inf") for weight in weights):
        return "must be weights of at least 0"
    return None if any(weights) else "must have a weight above 0"


@attrs.frozen(eq=False, repr=False)
class SeasonalDays:
    """Days, picked by their weights."""

    first: int
    weights: CumulatedWeights

    @classmethod
    def of(cls, season: Seasonality, first: int, behind_last: int, scope: Scope) -> SeasonalDays:
        """Return the days from `first` on; fail if none of them has a weight, or for too many."""
        days = np.arange(first, behind_last, dtype=np.int64)
        return cls(first, _cumulated(season.of_days(days), scope))

    def picked(self, block: Block) -> Index:
        """Return a day, counted from `first`, for every row."""
        picked: Index = self.weights.places(block.integers(0, self.weights.total))
        return picked


@attrs.frozen(eq=False, repr=False)
class SeasonalSeconds:
    """Seconds: the hour picked by its weight, and any second of it."""

    first: int
    behind_last: int
    weights: CumulatedWeights

    @classmethod
    def of(cls, season: Seasonality, first: int, behind_last: int, scope: Scope) -> SeasonalSeconds:
        """Return the seconds in [first, behind_last); fail as `SeasonalDays.of` does."""
        hours = np.arange(first // _HOUR, (behind_last - 1) // _HOUR + 1, dtype=np.int64)
        if len(hours) > _MOST_CELLS:
            scope.fail(f"spans {len(hours):,} hours, more than {_MOST_CELLS:,}", "seasonality")
        day = hours // 24
        days = np.arange(day[0], day[-1] + 1, dtype=np.int64)
        weights = season.of_days(days)[day - day[0]]
        if season.hours is not None:
            weights *= np.array(season.hours)[hours % 24]
        starts = np.maximum(hours * _HOUR, first)
        weights *= np.minimum((hours + 1) * _HOUR, behind_last) - starts
        return cls(first, behind_last, _cumulated(weights, scope))

    def picked(self, block: Block) -> Index:
        """Return a second since 1970 for every row."""
        drawn = block.integers(0, self.weights.total)
        places = self.weights.places(drawn)
        hour = (places + self.first // _HOUR) * _HOUR
        start, end = np.maximum(hour, self.first), np.minimum(hour + _HOUR, self.behind_last)
        within = self.weights.within(drawn, places) * (end - start)
        second: Index = np.minimum(start + within.astype(np.int64), end - 1)
        return second


def _cumulated(weights: npt.NDArray[np.float64], scope: Scope) -> CumulatedWeights:
    if not weights.any():
        scope.fail("gives no weight to any part of the range", "seasonality")
    return CumulatedWeights.of(weights)
