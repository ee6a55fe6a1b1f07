"""Dates and timestamps as text."""

from __future__ import annotations

import datetime

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import (
    code_type,
    date_text,
    dictionary_array,
    floored,
    is_numeric,
    timestamp_seconds,
    timestamp_text,
    validity,
    with_validity,
)
from smelt_datagen.plugin import Block, Column, Generator, Scope, generator, param

_MOST_DATES = 1 << 15
"""Ranges of up to this many days (89 years) are categorical."""


@generator(
    "date", example='{ type: date, start: "2020-01-01", end: "2024-12-31" }', output="string (date)"
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
        if behind_last - first > _MOST_DATES:
            return _ManyDates(first, behind_last)
        return _CategoricalDates(date_text(np.arange(first, behind_last)))


@attrs.frozen(eq=False)
class _CategoricalDates(Column):
    dictionary: pa.Array

    data_type = pa.utf8()
    logical_type = pa.date32()

    def generate(self, block: Block) -> pa.Array:
        days = block.integers(0, len(self.dictionary))
        return dictionary_array(days.astype(code_type(len(self.dictionary))), self.dictionary)


@attrs.frozen
class _ManyDates(Column):
    first: int
    behind_last: int

    data_type = pa.utf8()
    logical_type = pa.date32()

    def generate(self, block: Block) -> pa.Array:
        return date_text(block.integers(self.first, self.behind_last))


@generator(
    "timestamp",
    example='{ type: timestamp, start: "2024-01-01T00:00:00", end: "2024-04-01T00:00:00" }',
    output="string (timestamp[s])",
)
class Timestamp(Generator):
    """Second, uniform in [start, end), as text YYYY-MM-DDTHH:MM:SS."""

    start: datetime.datetime = param("First second.")
    end: datetime.datetime = param("Second behind the last, itself not included.")

    def bind(self, scope: Scope) -> Column:
        """Return a column over the seconds."""
        if self.start >= self.end:
            start, end = self.start.isoformat(), self.end.isoformat()
            scope.fail(f"must be before end (got {start}, end is {end})", "start")
        return _TimestampColumn(_seconds(self.start), _seconds(self.end))


@attrs.frozen
class _TimestampColumn(Column):
    first: int
    behind_last: int

    data_type = pa.utf8()
    logical_type = pa.timestamp("s")

    def generate(self, block: Block) -> pa.Array:
        return timestamp_text(block.integers(self.first, self.behind_last))


@generator(
    "timestamp_offset",
    example="{ type: timestamp_offset, base: created_at, offset_seconds: "
    "{ type: log_normal, median: 600, sigma: 1, max: 86400 } }",
    context="""
        columns:
          - name: created_at
            generator:
              type: timestamp
              start: "2024-01-01T00:00:00"
              end: "2024-04-01T00:00:00"
        """,
    output="string (timestamp[s])",
)
class TimestampOffset(Generator):
    """Timestamp a number of seconds after another one of the same row."""

    base: str = param("Earlier timestamp column, or the partition column: midnight of the day.")
    offset_seconds: Generator = param("Numbers of seconds, rounded down; negative ones go back.")

    def bind(self, scope: Scope) -> Column:
        """Return the moved column; fail on a base that has no time and an offset that is none."""
        offset = scope.bind(self.offset_seconds, "offset_seconds")
        if not is_numeric(offset.data_type):
            scope.report(f"must give numbers, not {offset.data_type}", "offset_seconds")
        base = scope.column(self.base, "base")
        if not (pa.types.is_timestamp(base.logical_type) or pa.types.is_date(base.data_type)):
            scope.fail(f"column '{self.base}' is no timestamp but {base.logical_type}", "base")
        scope.stop_if_failed()
        return _OffsetColumn(self.base, base.nullable or offset.nullable, offset)


@attrs.frozen(eq=False)
class _OffsetColumn(Column):
    base: str
    nullable: bool
    offset: Column

    data_type = pa.utf8()
    logical_type = pa.timestamp("s")

    def generate(self, block: Block) -> pa.Array:
        base = block.rows.column(self.base)
        offset = self.offset.generate(block.child("offset_seconds"))
        text = timestamp_text(timestamp_seconds(base) + floored(offset))
        return with_validity(text, validity(base) & validity(offset))


def _days(date: datetime.date) -> int:
    return int(np.datetime64(date, "D").astype(np.int64))


def _seconds(time: datetime.datetime) -> int:
    return int(np.datetime64(time, "s").astype(np.int64))
