"""Numeric columns as whole numbers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from smelt_datagen.arrays.conversion import decoded, numpy_values
from smelt_datagen.arrays.nulls import validity

_LIMIT = 2**62
"""Larger magnitudes are cut, so that sums of two results do not overflow."""


_WIDEST = 8
"""Bytes of the integers that can be beyond the limit."""


def is_numeric(data_type: pa.DataType) -> bool:
    """Whether `floored` can read a column of this type."""
    return bool(pa.types.is_integer(data_type) or pa.types.is_floating(data_type))


def floored(array: pa.Array) -> npt.NDArray[np.int64]:
    """Return a numeric array, rounded down; 0 where it is null or not a number."""
    if pa.types.is_dictionary(array.type):
        array = decoded(array, array.type.value_type)
    numbers = numpy_values(array)
    if array.null_count:
        numbers = np.where(validity(array), numbers, numbers.dtype.type(0))
    if numbers.dtype.kind == "f":
        numbers = np.clip(np.floor(np.nan_to_num(numbers)), -_LIMIT, _LIMIT)
    elif numbers.dtype.itemsize == _WIDEST:
        lowest = max(-_LIMIT, np.iinfo(numbers.dtype).min)
        numbers = np.clip(numbers, lowest, _LIMIT)
    whole: npt.NDArray[np.int64] = numbers.astype(np.int64)
    return whole
