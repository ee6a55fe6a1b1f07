"""Dates and timestamps: their text as ISO 8601, and arithmetic in seconds since 1970."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from smelt_datagen.arrays.conversion import arrow_array, decoded, numpy_values
from smelt_datagen.arrays.fixed_width import FixedWidthText, text_pieces
from smelt_datagen.arrays.nulls import validity, with_validity

Int64Array: TypeAlias = npt.NDArray[np.int64]

EARLIEST = int(np.datetime64("0001-01-01T00:00:00", "s").astype(np.int64))
LATEST = int(np.datetime64("9999-12-31T23:59:59", "s").astype(np.int64))

_DAY = 86_400
_LARGEST = 2**63 - 1
_TICKS = {"s": 1, "ms": 1000, "us": 1_000_000, "ns": 1_000_000_000}
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
    year, month, day = _of_calendar(days)
    text.put(0, _digits(4).take(year))
    text.put_literal(4, "-")
    text.put(5, _digits(2).take(month))
    text.put_literal(7, "-")
    text.put(8, _digits(2).take(day))


def _of_calendar(days: Int64Array) -> tuple[Int64Array, Int64Array, Int64Array]:
    """Return year, month and day of the month of days since 1970-01-01."""
    months = days.view("datetime64[D]").astype("datetime64[M]")
    day = days - months.astype("datetime64[D]").view(np.int64)
    year, month = np.divmod(months.view(np.int64) + 12 * _EPOCH_YEAR, 12)
    return year, month + 1, day + 1


def iso_text(array: pa.Array) -> pa.StringArray:
    """Return dates (date32) or seconds (timestamp[s]) as ISO 8601 text; a null stays null.

    Dates as YYYY-MM-DD, timestamps as YYYY-MM-DDTHH:MM:SS.
    """
    numbers = numpy_values(array).astype(np.int64, copy=False)
    text = (date_text if pa.types.is_date(array.type) else timestamp_text)(numbers)
    return with_validity(text, validity(array)) if array.null_count else text


def timestamp_seconds(array: pa.Array) -> Int64Array:
    """Return dates or timestamps as seconds since 1970, rounded down; any number for a null.

    Dates are taken at midnight.
    """
    if pa.types.is_dictionary(array.type):
        array = decoded(array, array.type.value_type)
    numbers = numpy_values(array).astype(np.int64, copy=False)
    if pa.types.is_date32(array.type):
        return numbers * _DAY
    return numbers // ticks_per_second(array.type)


def timestamp_array(seconds: Int64Array) -> pa.TimestampArray:
    """Return seconds since 1970 as timestamp[s]; beyond the years 1 to 9999, their ends."""
    return arrow_array(np.clip(seconds, EARLIEST, LATEST), pa.timestamp("s"))


def moved_later(array: pa.TimestampArray, seconds: Int64Array) -> pa.TimestampArray:
    """Return timestamps of any unit with `seconds` (int64) added; a null stays null.

    What would leave the years 1 to 9999, or the range of its unit, stays at their ends.
    """
    if pa.types.is_dictionary(array.type):
        array = decoded(array, array.type.value_type)
    ticks = ticks_per_second(array.type)
    lowest, highest = max(EARLIEST, -(_LARGEST // ticks)), min(LATEST, _LARGEST // ticks - 1)
    whole, rest = np.divmod(numpy_values(array), ticks)
    moved = np.clip(whole + seconds, lowest, highest) * ticks + rest
    return with_validity(arrow_array(moved, array.type), validity(array))


def ticks_per_second(data_type: pa.TimestampType) -> int:
    """Return how many units of a timestamp's type make a second."""
    return _TICKS[data_type.unit]


@lru_cache(maxsize=8)
def _calendar(first: int, last: int) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return the first eight and last two characters of every day of windows `first` to `last`."""
    days = np.arange(first << _WINDOW_BITS, (last + 1) << _WINDOW_BITS)
    parts = _of_calendar(np.clip(days, EARLIEST // _DAY, LATEST // _DAY))
    texts = _joined("-", parts, (4, 2, 2))
    return text_pieces(texts, 0, 8), text_pieces(texts, 8, 2)


@cache
def _clock() -> npt.NDArray[Any]:
    """Return HH:MM:SS of every second of a day."""
    seconds = np.arange(_DAY)
    parts = (seconds // 3600, seconds // 60 % 60, seconds % 60)
    return text_pieces(_joined(":", parts, (2, 2, 2)), 0, 8)


@cache
def _digits(size: int) -> npt.NDArray[Any]:
    """Return the text of every number of up to `size` digits, padded with zeros."""
    return text_pieces(_joined("", [np.arange(10**size)], [size]), 0, size)


def _joined(
    separator: str, parts: Sequence[Int64Array], sizes: Sequence[int]
) -> npt.NDArray[np.bytes_]:
    """Return texts of parts with a separator between, each with so many digits."""
    width = sum(sizes) + len(separator) * (len(sizes) - 1)
    characters = np.full((len(parts[0]), width), ord(separator or "0"), dtype=np.uint8)
    start = 0
    for numbers, size in zip(parts, sizes, strict=True):
        for place in range(size):
            digit = numbers // 10 ** (size - 1 - place) % 10
            characters[:, start + place] = digit + ord("0")
        start += size + len(separator)
    return characters.view(f"S{width}").ravel()
