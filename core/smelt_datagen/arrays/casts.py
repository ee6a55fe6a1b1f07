"""Values as another type, exactly: one that the type cannot hold is an error, with its place.

A double is rounded to what the type has room for (float, decimal), since it is an approximation; a
date or a time of day is taken out of a timestamp. All else must come out as it went in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import types
from pyarrow._compute import call_function

from smelt_datagen.arrays.conversion import arrow_array, cast, numpy_dtype, numpy_values
from smelt_datagen.arrays.decimals import (
    decimals_as_floats,
    floats_as_decimals,
    integers_as_decimals,
)
from smelt_datagen.arrays.nulls import validity, with_validity, without_nulls
from smelt_datagen.arrays.timestamps import iso_text

BoolArray: TypeAlias = npt.NDArray[np.bool_]
Cast: TypeAlias = Callable[[pa.Array], pa.Array]
"""Takes an array without a dictionary; raises Unfit."""


class Unfit(Exception):  # noqa: N818 (reads as what it says: the value does not fit)
    """A value that the type cannot hold; `position` says where in the array."""

    def __init__(self, position: int) -> None:
        self.position = position
        super().__init__(f"the value at {position} does not fit")


def exact_cast(source: pa.DataType, target: pa.DataType) -> Cast | None:
    """Return what makes values of `source` to such of `target`; None if the two have nothing to do.

    Nulls stay null.
    """
    if source.equals(target):
        return lambda array: array
    make = _CASTS.get((_kind(source), _kind(target)))
    return None if make is None else make(target)


def _kind(data_type: pa.DataType) -> str | None:
    """Return which of the families of types below it is, None for one without casts."""
    return next((kind for kind, matches in _KINDS if matches(data_type)), None)


_KINDS: tuple[tuple[str, Callable[[pa.DataType], bool]], ...] = (
    ("null", types.is_null),
    ("bool", types.is_boolean),
    ("int", types.is_integer),
    ("float", lambda one: types.is_float32(one) or types.is_float64(one)),
    ("decimal", types.is_decimal128),
    ("date", types.is_date32),
    ("time", types.is_time),
    ("timestamp", types.is_timestamp),
    ("string", lambda one: types.is_string(one) or types.is_large_string(one)),
)


def _by_arrow(target: pa.DataType) -> Cast:
    """Return Arrow's own cast, which refuses what is lost or is no such text, and find where."""

    def made(array: pa.Array) -> pa.Array:
        try:
            return cast(array, target)
        except pa.ArrowInvalid:
            raise Unfit(_first_refused(array, target)) from None

    return made


def _first_refused(array: pa.Array, target: pa.DataType) -> int:
    start, stop = 0, len(array)
    while stop - start > 1:
        middle = (start + stop) // 2
        try:
            cast(array.slice(start, middle - start), target)
        except pa.ArrowInvalid:
            stop = middle
        else:
            start = middle
    return start


def _checked(
    convert: Callable[[pa.Array, pa.DataType], tuple[pa.Array, BoolArray]],
) -> Callable[[pa.DataType], Cast]:
    """Return a cast of our own: `convert` sees no nulls, and says what fits."""

    def of(target: pa.DataType) -> Cast:
        def made(array: pa.Array) -> pa.Array:
            there, fits = convert(without_nulls(array), target)
            if not fits.all():
                unfit = np.flatnonzero(~fits & validity(array))
                if unfit.size:
                    raise Unfit(int(unfit[0]))
            return with_validity(there, validity(array)) if array.null_count else there

        return made

    return of


def _integers(array: pa.Array, target: pa.DataType) -> tuple[pa.Array, BoolArray]:
    values = numpy_values(array)
    dtype = numpy_dtype(target)
    here, there = np.iinfo(values.dtype), np.iinfo(dtype)
    fits = (values >= max(here.min, there.min)) & (values <= min(here.max, there.max))
    return arrow_array(values.astype(dtype)), fits


def _booleans(array: pa.Array, _: pa.DataType) -> tuple[pa.Array, BoolArray]:
    values = numpy_values(array)
    return arrow_array(values == 1), (values == 0) | (values == 1)


def _floats(array: pa.Array, target: pa.DataType) -> tuple[pa.Array, BoolArray]:
    values = numpy_values(array)
    with np.errstate(over="ignore"):  # which is what is looked for
        rounded = values.astype(numpy_dtype(target))
    return arrow_array(rounded), np.isfinite(rounded) | ~np.isfinite(values)


def _floats_to_decimals(array: pa.Array, target: pa.DataType) -> tuple[pa.Array, BoolArray]:
    return floats_as_decimals(numpy_values(array).astype(np.float64, copy=False), target)


def _integers_to_decimals(array: pa.Array, target: pa.DataType) -> tuple[pa.Array, BoolArray]:
    return integers_as_decimals(numpy_values(array), target)


def _decimals_to_floats(array: pa.Array, target: pa.DataType) -> tuple[pa.Array, BoolArray]:
    return _floats(arrow_array(decimals_as_floats(array)), target)


def _dates(target: pa.DataType) -> Cast:
    """Return the cast of timestamps to their day, or time of day, in UTC."""
    whole_days = _by_arrow(target)
    return lambda array: whole_days(_without_zone(array))


def _timestamps(target: pa.TimestampType) -> Cast:
    """Return the cast to timestamps of another unit; those without a time zone are taken as UTC."""
    there = _by_arrow(pa.timestamp(target.unit))
    return lambda array: there(_without_zone(array)).view(target)


def _without_zone(array: pa.Array) -> pa.Array:
    if types.is_timestamp(array.type) and array.type.tz is not None:
        return array.view(pa.timestamp(array.type.unit))
    return array


def _texts(_: pa.DataType) -> Cast:
    """Return the cast to ISO 8601, with a fraction where the unit is finer than a second."""

    def made(array: pa.Array) -> pa.Array:
        if array.type in (pa.date32(), pa.timestamp("s")):
            return iso_text(array)
        return _with_t(cast(_without_zone(array), pa.utf8()))

    return made


def _with_t(texts: pa.StringArray) -> pa.StringArray:
    """Return `YYYY-MM-DD HH:MM:SS…` with a T between date and time."""
    data = np.frombuffer(texts.buffers()[2] or b"", dtype=np.uint8)
    data = np.where(data == ord(" "), np.uint8(ord("T")), data)
    buffers = [*texts.buffers()[:2], pa.py_buffer(data)]
    return pa.Array.from_buffers(pa.utf8(), len(texts), buffers, -1, texts.offset)


def _clock_times(target: pa.DataType) -> Cast:
    """Return the cast of text to times of day, which Arrow reads behind a date only."""
    of_day = _by_arrow(pa.timestamp("us"))
    day = pa.scalar("1970-01-01T")

    def made(texts: pa.Array) -> pa.Array:
        texts = cast(texts, pa.utf8())
        whole = call_function("binary_join_element_wise", [day, texts, pa.scalar("")])
        return cast(of_day(whole), target)

    return made


def _nulls(target: pa.DataType) -> Cast:
    return lambda array: pa.nulls(len(array), target)


_TO_TEXT = ("bool", "int", "float", "decimal", "time", "string")
_OF_TEXT = ("bool", "int", "float", "decimal", "date", "timestamp")

_CASTS: dict[tuple[str | None, str | None], Callable[[pa.DataType], Cast]] = {
    ("int", "int"): _checked(_integers),
    ("int", "bool"): _checked(_booleans),
    ("int", "float"): _by_arrow,
    ("int", "decimal"): _checked(_integers_to_decimals),
    ("bool", "int"): _by_arrow,
    ("float", "int"): _by_arrow,
    ("float", "float"): _checked(_floats),
    ("float", "decimal"): _checked(_floats_to_decimals),
    ("decimal", "int"): _by_arrow,
    ("decimal", "float"): _checked(_decimals_to_floats),
    ("decimal", "decimal"): _by_arrow,
    ("date", "timestamp"): _timestamps,
    ("timestamp", "timestamp"): _timestamps,
    ("timestamp", "date"): _dates,
    ("timestamp", "time"): _dates,
    ("time", "time"): _by_arrow,
    ("date", "string"): _texts,
    ("timestamp", "string"): _texts,
    ("string", "time"): _clock_times,
    **{("null", kind): _nulls for kind, _ in _KINDS},
    **{(kind, "string"): _by_arrow for kind in _TO_TEXT},
    **{("string", kind): _by_arrow for kind in _OF_TEXT},
}
