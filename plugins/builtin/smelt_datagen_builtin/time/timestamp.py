"""Timestamps."""

from __future__ import annotations

import datetime

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import Block, Column, ColumnType, Generator, Scope, generator, param

SECONDS_AS_TEXT = ColumnType(pa.timestamp("s"), format="text")


@generator(
    "timestamp",
    example='{ type: timestamp, start: "2024-01-01T00:00:00", end: "2024-04-01T00:00:00" }',
    output="timestamp[s], written as text",
    inverts_draw=True,
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
        return _TimestampColumn(SECONDS_AS_TEXT, _seconds(self.start), _seconds(self.end))


@attrs.frozen(eq=False)
class _TimestampColumn(Column):
    type: ColumnType
    first: int
    behind_last: int

    def generate(self, block: Block) -> pa.Array:
        seconds = block.integers(self.first, self.behind_last)
        return arrow_array(seconds, pa.timestamp("s"))


def _seconds(time: datetime.datetime) -> int:
    return int(np.datetime64(time, "s").astype(np.int64))
