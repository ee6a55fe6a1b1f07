"""Typed: every array is what the column declares."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from smelt_datagen.arrays.conversion import numpy_values
from smelt_datagen.arrays.nulls import validity
from smelt_datagen.protocol.column import Column
from smelt_datagen.testing.law import LawBroken, shown
from smelt_datagen.testing.subject import COLUMN, Subject, blocks_of, values

LAW = "typed"


def as_declared(subject: Subject) -> None:
    """Check type, nulls, dictionary and bounds, of no rows, of one, and of many."""
    planned = subject.plan()
    column = planned.dataset.members[COLUMN].column
    _check_dictionary(column)  # whose type is checked when the column is bound
    rows_of: Sequence[Sequence[int]] = (
        [0],
        *blocks_of(planned.row_count),
        [],
    )
    for rows in rows_of:
        array = values(planned, rows)  # whose type, nulls and dictionary are checked on the way
        try:
            array.validate(full=True)
        except pa.ArrowInvalid as error:
            raise LawBroken(LAW, f"the array of {len(rows)} rows is not valid: {error}") from error
        _check_bounds(column, array, rows)


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
