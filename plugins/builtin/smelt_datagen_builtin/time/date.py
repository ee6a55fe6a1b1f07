"""Dates."""

from __future__ import annotations

import datetime

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array, code_type, dictionary_array
from smelt_datagen.plugin import Block, Column, ColumnType, Generator, Scope, generator, param

from smelt_datagen_builtin.time.seasons import SeasonalDays, Seasonality

_MOST_DATES = 1 << 15
"""Ranges of up to this many days (89 years) are categorical."""


@generator(
    "date",
    example='{ type: date, start: "2020-01-01", end: "2024-12-31" }',
    output="date, written as text",
    inverts_draw=True,
)
class Date(Generator):
    """Day in [start, end), uniform or by seasons, as text YYYY-MM-DD."""

    start: datetime.date = param("First day.")
    end: datetime.date = param("Day behind the last, itself not included.")

    seasonality: Seasonality | None = param(
        "How often weekdays, months and years come; null: all days equally.", default=None
    )

    def bind(self, scope: Scope) -> Column:
        """Return a column over the days, categorical unless they are very many."""
        if self.start >= self.end:
            scope.fail(f"must be before end (got {self.start}, end is {self.end})", "start")
        first, behind_last = _days(self.start), _days(self.end)
        kind = ColumnType(pa.date32(), format="text")
        season = None
        if self.seasonality is not None:
            self.seasonality.check(scope, has_hours=False)
            season = SeasonalDays.of(self.seasonality, first, behind_last, scope)
        if behind_last - first <= _MOST_DATES:
            every = arrow_array(np.arange(first, behind_last, dtype=np.int32), pa.date32())
            return _CategoricalDates(attrs.evolve(kind, dictionary=every), every, season)
        return _ManyDates(kind, first, behind_last, season)


@attrs.frozen(eq=False, repr=False)
class _CategoricalDates(Column):
    type: ColumnType
    every: pa.Array
    season: SeasonalDays | None

    def generate(self, block: Block) -> pa.Array:
        if self.season is None:
            days = block.integers(0, len(self.every))
        else:
            days = self.season.picked(block)
        return dictionary_array(days.astype(code_type(len(self.every))), self.every)


@attrs.frozen(eq=False, repr=False)
class _ManyDates(Column):
    type: ColumnType
    first: int
    behind_last: int
    season: SeasonalDays | None

    def generate(self, block: Block) -> pa.Array:
        if self.season is None:
            days = block.integers(self.first, self.behind_last)
        else:
            days = self.season.picked(block) + np.int64(self.first)
        return arrow_array(days.astype(np.int32), pa.date32())


def _days(date: datetime.date) -> int:
    return int(np.datetime64(date, "D").astype(np.int64))
