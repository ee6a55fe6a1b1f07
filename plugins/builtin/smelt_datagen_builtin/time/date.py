"""Dates."""

from __future__ import annotations

import datetime

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array, code_type, dictionary_array
from smelt_datagen.plugin import Block, Column, ColumnType, Generator, Scope, generator, param

_MOST_DATES = 1 << 15
"""Ranges of up to this many days (89 years) are categorical."""


@generator(
    "date",
    example='{ type: date, start: "2020-01-01", end: "2024-12-31" }',
    output="date, written as text",
    inverts_draw=True,
)
class Date(Generator):
    """Day, uniform in [start, end), as text YYYY-MM-DD."""

    start: datetime.date = param("First day.")
    end: datetime.date = param("Day behind the last, itself not included.")

    def bind(self, scope: Scope) -> Column:
        """Return a column over the days, categorical unless they are very many."""
        if self.start >= self.end:
            scope.fail(f"must be before end (got {self.start}, end is {self.end})", "start")
        first, behind_last = _days(self.start), _days(self.end)
        kind = ColumnType(pa.date32(), format="text")
        if behind_last - first <= _MOST_DATES:
            every = arrow_array(np.arange(first, behind_last, dtype=np.int32), pa.date32())
            return _CategoricalDates(attrs.evolve(kind, dictionary=every), every)
        return _ManyDates(kind, first, behind_last)


@attrs.frozen(eq=False)
class _CategoricalDates(Column):
    type: ColumnType
    every: pa.Array

    def generate(self, block: Block) -> pa.Array:
        days = block.integers(0, len(self.every))
        return dictionary_array(days.astype(code_type(len(self.every))), self.every)


@attrs.frozen(eq=False)
class _ManyDates(Column):
    type: ColumnType
    first: int
    behind_last: int

    def generate(self, block: Block) -> pa.Array:
        days = block.integers(self.first, self.behind_last)
        return arrow_array(days.astype(np.int32), pa.date32())


def _days(date: datetime.date) -> int:
    return int(np.datetime64(date, "D").astype(np.int64))
