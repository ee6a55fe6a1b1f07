"""Dates and timestamps as text, as the reference format has them."""

from __future__ import annotations

import datetime
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen import (
    Block,
    Column,
    Generator,
    Scope,
    code_type,
    dictionary_array,
    generator,
    param,
    string_array,
)

from smelt_datagen_builtin.fixed_width import FixedWidthText, text_pieces

_MOST_DATES = 1 << 15
"""Ranges of up to this many days (89 years) are categorical."""

_DAY = 86_400


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
        texts = _dates(self.start, self.end)
        if len(texts) <= _MOST_DATES:
            return _CategoricalDates(string_array(texts.astype("U").tolist()))
        return _ManyDates(texts)


@attrs.frozen(eq=False)
class _CategoricalDates(Column):
    dictionary: pa.Array

    data_type = pa.utf8()
    logical_type = pa.date32()

    def generate(self, block: Block) -> pa.Array:
        days = block.integers(0, len(self.dictionary))
        return dictionary_array(days.astype(code_type(len(self.dictionary))), self.dictionary)


class _ManyDates(Column):
    data_type = pa.utf8()
    logical_type = pa.date32()

    def __init__(self, texts: npt.NDArray[np.bytes_]) -> None:
        self._front, self._back = text_pieces(texts, 0, 8), text_pieces(texts, 8, 2)

    def generate(self, block: Block) -> pa.Array:
        days = block.integers(0, len(self._front))
        text = FixedWidthText(len(block), len("YYYY-MM-DD"))
        text.put(0, self._front.take(days))
        text.put(8, self._back.take(days))
        return text.array()


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
        """Return a column with a table of the calendar and one of the clock."""
        if self.start >= self.end:
            start, end = self.start.isoformat(), self.end.isoformat()
            scope.fail(f"must be before end (got {start}, end is {end})", "start")
        return _TimestampColumn(self.start, self.end)


class _TimestampColumn(Column):
    data_type = pa.utf8()
    logical_type = pa.timestamp("s")

    def __init__(self, start: datetime.datetime, end: datetime.datetime) -> None:
        midnight = datetime.datetime.combine(start.date(), datetime.time())
        self._first = int((start - midnight).total_seconds())
        self._behind_last = int((end - midnight).total_seconds())
        last = (end - datetime.timedelta(seconds=1)).date()
        days = _dates(start.date(), last, with_last=True)
        self._calendar_front = text_pieces(days, 0, 8)
        self._calendar_back = text_pieces(days, 8, 2)
        self._clock = text_pieces(_clock(), 0, 8)

    def generate(self, block: Block) -> pa.Array:
        seconds = block.integers(self._first, self._behind_last)
        days = seconds // _DAY
        seconds -= days * _DAY
        text = FixedWidthText(len(block), len("YYYY-MM-DDTHH:MM:SS"))
        text.put(0, self._calendar_front.take(days))
        text.put(8, self._calendar_back.take(days))
        text.put_literal(10, "T")
        text.put(11, self._clock.take(seconds))
        return text.array()


def _dates(
    start: datetime.date, end: datetime.date, *, with_last: bool = False
) -> npt.NDArray[np.bytes_]:
    """Return the texts of the days from `start` up to `end`, that one included on demand."""
    behind = np.datetime64(end, "D") + np.timedelta64(int(with_last), "D")
    days = np.arange(np.datetime64(start, "D"), behind)
    return np.datetime_as_string(days).astype("S10")


def _clock() -> npt.NDArray[np.bytes_]:
    """Return the texts HH:MM:SS of the seconds of a day."""
    seconds: npt.NDArray[Any] = np.arange(_DAY).astype("datetime64[s]")
    whole = np.datetime_as_string(seconds).astype("S19")
    return whole.view("S1").reshape(_DAY, 19)[:, 11:].copy().view("S8").ravel()
