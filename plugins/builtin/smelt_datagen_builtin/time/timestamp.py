"""Timestamps."""

from __future__ import annotations

import datetime

import attrs
import pyarrow as pa
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import Block, Column, ColumnType, Generator, Scope, generator, param

from smelt_datagen_builtin.time.seasons import Seasonality, SeasonalSeconds

SECONDS_AS_TEXT = ColumnType(pa.timestamp("s"), format="text")


@generator(
    "timestamp",
    example='{ type: timestamp, start: "2024-01-01T00:00:00", end: "2024-04-01T00:00:00" }',
    output="timestamp[s], written as text",
    inverts_draw=True,
)
class Timestamp(Generator):
    """Second in [start, end), uniform or by seasons, as text YYYY-MM-DDTHH:MM:SS."""

    start: datetime.datetime = param("First second.")
    end: datetime.datetime = param("Second behind the last, itself not included.")

    seasonality: Seasonality | None = param(
        "How often hours, weekdays, months and years come; null: all seconds equally.",
        default=None,
    )

    def bind(self, scope: Scope) -> Column:
        """Return a column over the seconds."""
        if self.start >= self.end:
            start, end = self.start.isoformat(), self.end.isoformat()
            scope.fail(f"must be before end (got {start}, end is {end})", "start")
        first, behind_last = _seconds(self.start), _seconds(self.end)
        season = None
        if self.seasonality is not None:
            self.seasonality.check(scope, has_hours=True)
            season = SeasonalSeconds.of(self.seasonality, first, behind_last, scope)
        return _TimestampColumn(SECONDS_AS_TEXT, first, behind_last, season)


@attrs.frozen(eq=False, repr=False)
class _TimestampColumn(Column):
    type: ColumnType
    first: int
    behind_last: int
    season: SeasonalSeconds | None

    def generate(self, block: Block) -> pa.Array:
        if self.season is None:
            seconds = block.integers(self.first, self.behind_last)
        else:
            seconds = self.season.picked(block)
        return arrow_array(seconds, pa.timestamp("s"))


def _seconds(time: datetime.datetime) -> int:
    return (time - _EPOCH) // datetime.timedelta(seconds=1)


_EPOCH = datetime.datetime(1970, 1, 1)
