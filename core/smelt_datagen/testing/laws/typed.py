"""Typed: every array is what the column declares."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from smelt_datagen.arrays.conversion import numpy_values
from smelt_datagen.arrays.nulls import validity
from smelt_datagen.protocol.column import Column
from smelt_datagen.testing.law import LawBroken, shown
from smelt_datagen.testing.subject import COLUMN, Subject, blocks_of, values

LAW = "typed"
_SEVERAL = 1000


def as_declared(subject: Subject) -> None:
    """Check type, nulls, dictionary and bounds, of no rows, of one, and of many."""
    planned = subject.plan()
    column = planned.bound.members[COLUMN].column
    _check_dictionary(column)  # whose type is checked when the column is bound
    rows_of: Sequence[Sequence[int]] = (
        [0],
        *blocks_of(planned.row_count),
        [],
    )
    for rows in rows_of:
        check_values(column, values(planned, rows), rows)
    _check_json(column, values(planned, range(min(_SEVERAL, planned.row_count))))


def check_values(column: Column, array: pa.Array, rows: Sequence[int]) -> None:
    """Check the values at some rows; type, nulls and dictionary were when they were made."""
    try:
        array.validate(full=True)
    except pa.ArrowInvalid as error:
        raise LawBroken(LAW, f"the array of {len(rows)} rows is not valid: {error}") from error
    _check_required(array)
    _check_years(array, rows)
    _check_bounds(column, array, rows)


def _check_required(array: pa.Array) -> None:
    """Check that no null stands in lists and structs where their type has none."""
    if pa.types.is_struct(array.type):
        inner = list(zip(array.type, array.flatten(), strict=True))
    elif pa.types.is_list(array.type) or pa.types.is_large_list(array.type):
        inner = [(array.type.value_field, array.flatten())]
    else:
        return
    for field, values_of in inner:
        if values_of.null_count and not field.nullable and not array.null_count:
            raise LawBroken(LAW, f"'{field.name}' of {array.type} holds nulls, which it must not")
        _check_required(values_of)


def _check_years(array: pa.Array, rows: Sequence[int]) -> None:
    """Check that dates and times lie where calendars do: days are not seconds."""
    plain = array.dictionary if pa.types.is_dictionary(array.type) else array
    if not (pa.types.is_date(plain.type) or pa.types.is_timestamp(plain.type)):
        return
    unit = plain.type.unit if pa.types.is_timestamp(plain.type) else "D"
    unit = "ms" if pa.types.is_date64(plain.type) else unit
    first, last = (np.datetime64(day, "D") for day in ("0001-01-01", "9999-12-31"))
    found = np.where(validity(plain), numpy_values(plain), 0).astype(np.int64)
    days = found.view(f"datetime64[{unit}]").astype("datetime64[D]")
    outside = np.flatnonzero((days < first) | (days > last))
    if outside.size:
        where = f"row {rows[outside[0]]}" if plain is array else "the dictionary"
        what = f"{found[outside[0]]}, no {plain.type} of the years 1 to 9999"
        raise LawBroken(LAW, f"{where} has {what}")


def _check_json(column: Column, array: pa.Array) -> None:
    if column.type.format != "json":
        return
    for row, text in enumerate(array.to_pylist()):
        try:
            json.loads("null" if text is None else text, parse_constant=_refused)
        except ValueError as error:
            raise LawBroken(
                LAW, f"row {row} has {shown(text)}, which is declared as JSON: {error}"
            ) from error


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is not allowed")


def _check_dictionary(column: Column) -> None:
    if column.type.dictionary is None:
        return
    if column.type.dictionary.null_count:
        raise LawBroken(LAW, "the dictionary holds a null: leave it out, set nullable")
    seen: dict[str, int] = {}
    for code, value in enumerate(column.type.dictionary.to_pylist()):
        if (first := seen.setdefault(repr(value), code)) != code:
            raise LawBroken(LAW, f"the dictionary has {shown(value)} at {first} and at {code}")


def _check_bounds(column: Column, array: pa.Array, rows: Sequence[int]) -> None:
    if column.type.bounds is None:
        return
    low, high = column.type.bounds
    found = numpy_values(array)[validity(array)]
    if not found.size or (low <= found.min() and found.max() <= high):
        return
    for row, value in zip(rows, array.to_pylist(), strict=True):
        if value is not None and not low <= value <= high:
            outside = f"row {row} has {shown(value)}, outside the declared bounds {low} to {high}"
            raise LawBroken(LAW, outside)
