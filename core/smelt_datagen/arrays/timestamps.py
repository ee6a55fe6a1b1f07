"""Timestamps between text, as YYYY-MM-DDTHH:MM:SS, and seconds since 1970."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from smelt_datagen.arrays.conversion import cast, numpy_values
from smelt_datagen.arrays.fixed_width import FixedWidthText, text_pieces
from smelt_datagen.arrays.nulls import validity, with_validity

Int64Array: TypeAlias = npt.NDArray[np.int64]

EARLIEST = int(np.datetime64("0001-01-01T00:00:00", "s").astype(np.int64))
LATEST = int(np.datetime64("9999-12-31T23:59:59", "s").astype(np.int64))

_DAY = 86_400
_EPOCH_YEAR = 1970
_WINDOW_BITS = 12
"""Calendar tables cover whole windows of 4,096 days (11 years), so that blocks share them."""
_MOST_WINDOWS = 16
"""Dates of a block that spread wider are calculated, without a table."""


def timestamp_text(seconds: Int64Array) -> pa.StringArray:
    """Return seconds since 1970-01-01T00:00:00 as text; beyond the years 1 to 9999, their ends."""
    seconds = np.clip(seconds, EARLIEST, LATEST)
    days = seconds // _DAY
    text = FixedWidthText(len(seconds), len("YYYY-MM-DDTHH:MM:SS"))
    _put_dates(text, days)
    text.put_literal(10, "T")
    text.put(11, _clock().take(seconds - days * _DAY))
    return text.array()


def date_text(days: Int64Array) -> pa.StringArray:
    """Return days since 1970-01-01 as text YYYY-MM-DD; beyond the years 1 to 9999, their ends."""
    text = FixedWidthText(len(days), len("YYYY-MM-DD"))
    _put_dates(text, np.clip(days, EARLIEST // _DAY, LATEST // _DAY))
    return text.array()


def _put_dates(text: FixedWidthText, days: Int64Array) -> None:
    first, last = int(days.min(initial=0)), int(days.max(initial=0))
    first, last = first >> _WINDOW_BITS, last >> _WINDOW_BITS
    if last - first < _MOST_WINDOWS:
        front, back = _calendar(first, last)
        places = days - (first << _WINDOW_BITS)
        text.put(0, front.take(places))
        text.put(8, back.take(places))
        return
    months = days.view("datetime64[D]").astype("datetime64[M]")
    day = days - months.astype("datetime64[D]").view(np.int64)
    year, month = np.divmod(months.view(np.int64) + 12 * _EPOCH_YEAR, 12)
    text.put(0, _digits(4).take(year))
    text.put_literal(4, "-")
    text.put(5, _digits(2).take(month + 1))
    text.put_literal(7, "-")
    text.put(8, _digits(2).take(day + 1))


def timestamp_seconds(array: pa.Array) -> Int64Array:
    """Return a text or timestamp column as seconds since 1970, any number where it is null."""
    seconds: Int64Array = numpy_values(cast(array, pa.timestamp("s"), safe=False).view(pa.int64()))
    return seconds


def moved_later(array: pa.Array, seconds: Int64Array) -> pa.Array:
    """Return a text or timestamp column with `seconds` added; a null stays null."""
    moved = timestamp_seconds(array) + seconds
    if pa.types.is_string(array.type):
        return with_validity(timestamp_text(moved), validity(array))
    times = pa.Array.from_buffers(pa.timestamp("s"), len(moved), [None, pa.py_buffer(moved)])
    return with_validity(cast(times, array.type), validity(array))


@lru_cache(maxsize=8)
def _calendar(first: int, last: int) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return the first eight and last two characters of every day of windows `first` to `last`."""
    days = np.arange(first << _WINDOW_BITS, (last + 1) << _WINDOW_BITS)
    bounded = np.clip(days, EARLIEST // _DAY, LATEST // _DAY).astype("datetime64[D]")
    texts = np.datetime_as_string(bounded).astype("S10")
    return text_pieces(texts, 0, 8), text_pieces(texts, 8, 2)


@cache
def _clock() -> npt.NDArray[Any]:
    """Return HH:MM:SS of every second of a day."""
    seconds = np.arange(_DAY)
    parts = (seconds // 3600, seconds // 60 % 60, seconds % 60)
    text = np.full((_DAY, len("HH:MM:SS")), ord(":"), dtype=np.uint8)
    for position, part in enumerate(parts):
        text[:, 3 * position] = part // 10 + ord("0")
        text[:, 3 * position + 1] = part % 10 + ord("0")
    return text.view(np.uint64).ravel()


@cache
def _digits(size: int) -> npt.NDArray[Any]:
    """Return the text of every number of up to `size` digits, padded with zeros."""
    return text_pieces(np.char.zfill(np.arange(10**size).astype("S"), size), 0, size)
