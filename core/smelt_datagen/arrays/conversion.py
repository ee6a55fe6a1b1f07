"""Arrow arrays from NumPy's and from Python's, and between their encodings.

`pyarrow.array` would do for most of this, but imports pandas, where that is installed, to see
whether it was given something of it: a third of a second that no column here needs. Likewise the
methods `take` and `cast` of an array import `pyarrow.compute`, which writes a Python function with
its documentation for each of Arrow's 300: 60 ms. Its compiled half calls one by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import _compute

_TAKE = _compute.TakeOptions(boundscheck=True)

_NUMBERS = ("?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8")
_TIMES = tuple(f"{kind}[{unit}]" for kind in ("M8", "m8") for unit in ("s", "ms", "us", "ns"))
_DTYPES = {pa.from_numpy_dtype(name): np.dtype(name) for name in (*_NUMBERS, *_TIMES)}


def arrow_array(values: npt.NDArray[Any]) -> pa.Array:
    """Return a one-dimensional array of numbers or booleans as an Arrow array without nulls.

    Shares the memory where it is contiguous, except for booleans, which Arrow packs into bits.
    """
    if values.dtype == np.bool_:
        return pa.Array.from_buffers(pa.bool_(), len(values), [None, bitmap(values)])
    data = pa.py_buffer(np.ascontiguousarray(values))
    return pa.Array.from_buffers(pa.from_numpy_dtype(values.dtype), len(values), [None, data])


def numpy_dtype(data_type: pa.DataType) -> np.dtype[Any]:
    """Return NumPy's type of the values of an Arrow array.

    There is one for numbers, booleans, timestamps without a time zone, and durations; raises
    TypeError for another type. `pyarrow.DataType.to_pandas_dtype` needs pandas before Arrow 26.
    """
    if (dtype := _DTYPES.get(data_type)) is None:
        raise TypeError(f"NumPy has no type for the values of an Arrow array of {data_type}")
    return dtype


def numpy_values(array: pa.Array) -> npt.NDArray[Any]:
    """Return the numbers or booleans of an Arrow array; anything where it is null.

    Shares the memory, except for booleans. `pyarrow.Array.to_numpy` would import pandas.
    """
    data = array.buffers()[1]
    end = array.offset + len(array)
    if pa.types.is_boolean(array.type):
        bits = np.unpackbits(np.frombuffer(data, np.uint8), bitorder="little", count=end)
        return bits[array.offset :].view(np.bool_)
    dtype = numpy_dtype(array.type)
    return np.frombuffer(data, dtype, count=end)[array.offset :] if end else np.empty(0, dtype)


def string_array(texts: Sequence[str]) -> pa.StringArray:
    """Return texts as an Arrow array without nulls."""
    encoded = [text.encode() for text in texts]
    offsets = np.cumsum([0, *map(len, encoded)], dtype=np.int32)
    return string_array_from(offsets, b"".join(encoded))


def string_array_from(offsets: npt.NDArray[np.int32], data: object) -> pa.StringArray:
    """Return texts that lie one behind the other in the bytes `data`, between `offsets`."""
    buffers = [None, pa.py_buffer(np.ascontiguousarray(offsets)), pa.py_buffer(data)]
    return pa.Array.from_buffers(pa.utf8(), len(offsets) - 1, buffers)


def joined_text(
    table: pa.StringArray,
    runs: npt.NDArray[np.int32],
    starts: npt.NDArray[np.integer[Any]] | None = None,
) -> pa.StringArray:
    """Return one text per row, joined from texts of `table`, in one gather.

    `runs` holds positions in the table: a line per row. Where rows consist of different numbers of
    texts, `runs` is flat, and `starts` holds where each row begins in it, and the end.
    """
    positions = np.arange(0, runs.size + 1, runs.shape[1]) if starts is None else starts
    texts = take(table, arrow_array(runs.reshape(-1)))
    offsets = np.frombuffer(texts.buffers()[1], dtype=np.int32)
    return string_array_from(offsets.take(positions), texts.buffers()[2] or b"")


def code_type(count: int) -> np.dtype[np.signedinteger]:
    """Return the narrowest signed integer type whose values cover codes 0..count - 1."""
    for candidate in (np.int8, np.int16):
        if count - 1 <= np.iinfo(candidate).max:
            return np.dtype(candidate)
    return np.dtype(np.int32)


def dictionary_array(codes: npt.NDArray[Any], dictionary: pa.Array) -> pa.DictionaryArray:
    """Return the categorical array with these codes (`code_type(len(dictionary))`, no nulls)."""
    return pa.DictionaryArray.from_arrays(arrow_array(codes), dictionary, safe=False)


def take(array: pa.Array, positions: pa.Array) -> pa.Array:
    """Return the values at `positions`, an Arrow array of integers; null where one is null.

    Raises ArrowIndexError, an IndexError, for a position that the array does not have.
    """
    return _compute.call_function("take", [array, positions], _TAKE)


def cast(array: pa.Array, data_type: pa.DataType, *, safe: bool = True) -> pa.Array:
    """Return the values as another type.

    Where `safe`, raises ArrowInvalid for a value that does not fit the type; else cuts it.
    """
    options = _compute.CastOptions.safe if safe else _compute.CastOptions.unsafe
    return _compute.call_function("cast", [array], options(data_type))


def bitmap(values: npt.NDArray[np.bool_]) -> pa.Buffer:
    """Return one bit per value, the first in the lowest bit, as Arrow wants it."""
    return pa.py_buffer(np.packbits(values, bitorder="little"))


def decoded(array: pa.Array, data_type: pa.DataType) -> pa.Array:
    """Return `array` as `data_type`, decoding a dictionary that is not wanted."""
    return array if array.type.equals(data_type) else take(array.dictionary, array.indices)
