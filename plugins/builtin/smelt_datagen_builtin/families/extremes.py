"""The order of values: numbers that rise as values do."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from smelt_datagen.arrays import decimal_integers, numpy_values

_IS_ORDERED = (
    pa.types.is_integer,
    pa.types.is_floating,
    pa.types.is_decimal128,
    pa.types.is_temporal,
    pa.types.is_string,
    pa.types.is_boolean,
)


def is_ordered(data_type: pa.DataType) -> bool:
    """Whether values of a type have an order."""
    return any(holds(data_type) for holds in _IS_ORDERED)


def order_of(array: pa.Array) -> tuple[npt.NDArray[Any], npt.NDArray[np.int64] | None]:
    """Return numbers in the order of an array's values, and the place of a value of each number.

    None stands for the places of values that are such numbers themselves. Text is in the order of
    its bytes, as in SQL.
    """
    kind = array.type
    is_stored = (
        pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_temporal(kind)
    )
    if is_stored:
        return numpy_values(array), None
    if pa.types.is_dictionary(kind):
        ranks, _ = _ranked(array.dictionary)
        of_rows = ranks[numpy_values(array.indices).astype(np.int64)]
        places = np.zeros(len(ranks), np.int64)
        places[of_rows] = np.arange(len(of_rows))
        return of_rows, places
    return _ranked(array)


def _ranked(array: pa.Array) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the rank of each value, and the place of each rank."""
    if pa.types.is_string(array.type):
        order = numpy_values(pc.array_sort_indices(array)).astype(np.int64)
    else:
        is_decimal = pa.types.is_decimal128(array.type)
        numbers = decimal_integers(array) if is_decimal else numpy_values(array)
        order = np.argsort(numbers, kind="stable")
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks, order
