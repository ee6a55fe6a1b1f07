"""Texts of items joined to JSON arrays."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import joined_text, string_array

_EMPTY, _OPEN, _BETWEEN, _CLOSE = range(4)
_MARKS = ("[]", "[", ",", "]")


def array_text(
    texts: pa.StringArray, items: npt.NDArray[np.int64], lengths: npt.NDArray[np.int64]
) -> pa.StringArray:
    """Return one array per row, of `lengths` items each.

    `items` has the position in `texts` of every item: those of the first row, of the second and so
    on.

    An array is a run of brackets, commas and items: 2n + 1 texts for n items, or the empty array.
    """
    starts = np.concatenate([[0], np.cumsum(2 * lengths + 1)])
    runs = np.empty(starts[-1], dtype=np.int32)
    runs[starts[1:] - 1] = np.where(lengths == 0, _EMPTY, _CLOSE)
    number = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    places = np.repeat(starts[:-1], lengths) + 2 * number
    runs[places] = np.where(number == 0, _OPEN, _BETWEEN)
    runs[places + 1] = items + len(_MARKS)
    return joined_text(pa.concat_arrays([string_array(_MARKS), texts]), runs, starts)


def is_any_list(data_type: pa.DataType) -> bool:
    """Whether values of the type are lists."""
    return bool(pa.types.is_list(data_type) or pa.types.is_large_list(data_type))
