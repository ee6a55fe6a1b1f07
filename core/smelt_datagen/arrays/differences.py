"""Where two arrays of one type differ."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import _compute

from smelt_datagen.arrays.conversion import numpy_values
from smelt_datagen.arrays.nulls import validity

Mask: TypeAlias = npt.NDArray[np.bool_]


def differing(one: pa.Array, other: pa.Array) -> Mask:
    """Return for each row whether two arrays of the same type and length differ there.

    Floats are compared bit by bit: not a number is itself, and -0.0 is not 0.0. A null is itself.
    Raises ValueError for arrays of different types or lengths.
    """
    if not one.type.equals(other.type) or len(one) != len(other):
        raise ValueError(f"{one.type} x {len(one)} and {other.type} x {len(other)}")
    valid, other_valid = validity(one), validity(other)
    result: Mask = (valid != other_valid) | (valid & other_valid & _values_differ(one, other))
    return result


def _values_differ(one: pa.Array, other: pa.Array) -> Mask:
    """Return where the values differ; anything where one is null."""
    data_type = one.type
    if pa.types.is_floating(data_type):
        unsigned = f"u{data_type.bit_width // 8}"
        unequal: Mask = numpy_values(one).view(unsigned) != numpy_values(other).view(unsigned)
        return unequal
    if pa.types.is_struct(data_type):
        fields = [
            differing(left, right)
            for left, right in zip(one.flatten(), other.flatten(), strict=True)
        ]
        return np.any(fields, axis=0) if fields else np.zeros(len(one), np.bool_)
    if pa.types.is_list(data_type) or pa.types.is_large_list(data_type):
        return _lists_differ(one, other)
    if pa.types.is_null(data_type):
        return np.zeros(len(one), np.bool_)
    return numpy_values(_compute.call_function("not_equal", [one, other]))


def _lists_differ(one: pa.Array, other: pa.Array) -> Mask:
    """Return where lists differ: in their lengths, or in an item of those that are as long."""
    starts, ends = _bounds(one)
    other_starts, other_ends = _bounds(other)
    lengths = ends - starts
    result: Mask = lengths != other_ends - other_starts
    compared = np.where(result, 0, lengths)
    rows = np.repeat(np.arange(len(one)), compared)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(compared) - compared, compared)
    items = differing(
        one.values.take(pa.array(starts[rows] + within)),
        other.values.take(pa.array(other_starts[rows] + within)),
    )
    result[rows[items]] = True
    return result


def _bounds(array: pa.Array) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    offsets = numpy_values(array.offsets).astype(np.int64)
    return offsets[:-1], offsets[1:]
