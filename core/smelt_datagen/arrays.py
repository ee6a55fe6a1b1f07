"""Arrow arrays from NumPy's, and between their encodings, without copies where possible."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa


def dictionary_array(codes: npt.NDArray[Any], dictionary: pa.Array) -> pa.DictionaryArray:
    """Return the categorical array with these codes (`code_type(len(dictionary))`, no nulls)."""
    return pa.DictionaryArray.from_arrays(pa.array(codes), dictionary, safe=False)


def boolean_array(values: npt.NDArray[np.bool_]) -> pa.BooleanArray:
    """Return booleans as Arrow's bitmap, without nulls."""
    return pa.Array.from_buffers(pa.bool_(), len(values), [None, bitmap(values)])


def bitmap(values: npt.NDArray[np.bool_]) -> pa.Buffer:
    """Return one bit per value, the first in the lowest bit, as Arrow wants it."""
    return pa.py_buffer(np.packbits(values, bitorder="little"))


def decoded(array: pa.Array, data_type: pa.DataType) -> pa.Array:
    """Return `array` as `data_type`, decoding a dictionary that is not wanted."""
    return array if array.type.equals(data_type) else array.dictionary_decode()
