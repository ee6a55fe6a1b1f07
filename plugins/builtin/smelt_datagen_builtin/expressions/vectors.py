"""Values of an expression at some rows, and how columns become such and back.

Numbers are NumPy's, of which a constant has no dimension; text is Arrow's, nulls included.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import (
    arrow_array,
    cast,
    decimal_from_integers,
    decimal_integers,
    decoded,
    numpy_values,
    string_array,
    take,
    validity,
    with_validity,
)

from smelt_datagen_builtin.expressions.sql_types import SqlType

BoolArray: TypeAlias = npt.NDArray[np.bool_]

_MICROSECONDS = {"s": 1_000_000, "ms": 1000, "us": 1}
SECOND = 1_000_000


@attrs.frozen(eq=False, repr=False)
class Vector:
    """Values, and where there are any; what stands elsewhere has no meaning.

    `values` is int64 (or of Python's integers, where decimals need more), float64 or bool, of an
    interval a pair of months and microseconds, and of text a StringArray, whose nulls are its own.
    """

    values: Any
    valid: BoolArray | None = None
    """None where all are valid."""

    @property
    def is_text(self) -> bool:
        """Whether the values are Arrow's."""
        return isinstance(self.values, pa.Array | pa.Scalar)

    def mask(self, length: int) -> BoolArray:
        """Return where there are values, as an array of this length."""
        if isinstance(self.values, pa.Array):
            return validity(self.values)
        if isinstance(self.values, pa.Scalar):
            return np.full(length, self.values.is_valid)
        valid = np.bool_(True) if self.valid is None else self.valid  # noqa: FBT003 (a value)
        return np.broadcast_to(valid, length)


def text_array(vector: Vector, length: int) -> pa.StringArray:
    """Return texts as an array of this length, which a constant may not be."""
    if isinstance(vector.values, pa.Scalar):
        if not vector.values.is_valid:
            return pa.nulls(length, pa.utf8())
        one = string_array([vector.values.as_py()])
        return take(one, arrow_array(np.zeros(length, np.int8)))
    return vector.values


def read(array: pa.Array) -> Vector:
    """Return a column's values as those of its SQL type."""
    if pa.types.is_dictionary(array.type):
        array = decoded(array, array.type.value_type)
    if pa.types.is_string(array.type) or pa.types.is_large_string(array.type):
        return Vector(cast(array, pa.utf8()))
    valid = validity(array) if array.null_count else None
    if pa.types.is_decimal128(array.type):
        return Vector(decimal_integers(array), valid)
    values = numpy_values(array)
    if values.dtype == np.uint64:
        is_wide = bool((values > np.uint64(2**63 - 1)).any())
        return Vector(values.astype(object if is_wide else np.int64), valid)
    if pa.types.is_timestamp(array.type):
        return Vector(values * np.int64(_MICROSECONDS[array.type.unit]), valid)
    if values.dtype.kind in "iu":
        return Vector(values.astype(np.int64, copy=False), valid)
    return Vector(
        values.astype(np.float64, copy=False) if values.dtype.kind == "f" else values, valid
    )


def written(vector: Vector, kind: SqlType, data_type: pa.DataType, length: int) -> pa.Array:
    """Return the column of `length` values; numbers are known to fit the type."""
    if kind.kind == "text":
        return text_array(vector, length)
    values = np.broadcast_to(vector.values, length)
    valid = None if vector.valid is None else np.broadcast_to(vector.valid, length)
    if kind.kind == "decimal":
        if valid is not None and values.dtype == object:
            values = np.where(valid, values, 0)
        made = decimal_from_integers(values, data_type)
    elif kind.kind == "timestamp":
        made = arrow_array(values if kind.is_fine else values // SECOND, data_type)
    elif kind.kind == "date":
        made = arrow_array(values.astype(np.int32), data_type)
    else:
        made = arrow_array(np.ascontiguousarray(values))
    return made if valid is None else with_validity(made, valid)


def gathered(vector: Vector, positions: npt.NDArray[np.integer[Any]]) -> Vector:
    """Return the values at these positions; a constant stays one."""
    if isinstance(vector.values, pa.Array):
        return Vector(take(vector.values, arrow_array(positions)))
    if isinstance(vector.values, pa.Scalar):
        return vector
    if isinstance(vector.values, tuple):
        parts = tuple(part[positions] if part.ndim else part for part in vector.values)
        return Vector(parts, _at(vector.valid, positions))
    values = vector.values[positions] if vector.values.ndim else vector.values
    return Vector(values, _at(vector.valid, positions))


def _at(valid: BoolArray | None, positions: npt.NDArray[np.integer[Any]]) -> BoolArray | None:
    return valid if valid is None or not valid.ndim else valid[positions]
