"""Arrow arrays from NumPy's and from Python's, and between their encodings.

`pyarrow.array` would do for most of this, but imports pandas, where that is installed, to see
whether it was given something of it: a third of a second that no column here needs. Likewise the
methods `take` and `cast` of an array import `pyarrow.compute`, which writes a Python function with
its documentation for each of Arrow's 300: 60 ms. Its compiled half calls one by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import _compute

_TAKE = _compute.TakeOptions(boundscheck=True)

_STORED = {
    pa.bool_().id: "bool",
    **{getattr(pa, name)().id: name for name in ("int8", "int16", "int32", "int64")},
    **{getattr(pa, name)().id: name for name in ("uint8", "uint16", "uint32", "uint64")},
    pa.float16().id: "float16",
    pa.float32().id: "float32",
    pa.float64().id: "float64",
    pa.date32().id: "int32",
    pa.date64().id: "int64",
    pa.time32("s").id: "int32",
    pa.time64("us").id: "int64",
    pa.timestamp("s").id: "int64",
    pa.duration("s").id: "int64",
}
"""The NumPy type of the numbers that Arrow stores, by the id of its type."""


def arrow_array(values: npt.NDArray[Any], data_type: pa.DataType | None = None) -> pa.Array:
    """Return a one-dimensional array of numbers or booleans as an Arrow array without nulls.

    With `data_type`, the numbers are what Arrow stores for it: days for `pa.date32()`, seconds for
    `pa.timestamp("s")`. Shares the memory where it is contiguous, which must not be written to
    afterwards, except for booleans, which Arrow packs into bits.

    Raises TypeError if `values` is not of the NumPy type that `data_type` is stored as.
    """
    if values.dtype == np.bool_:
        return pa.Array.from_buffers(pa.bool_(), len(values), [None, bitmap(values)])
    if data_type is None:
        data_type = pa.from_numpy_dtype(values.dtype)
    elif numpy_dtype(data_type) != values.dtype:
        stored = numpy_dtype(data_type)
        raise TypeError(f"{data_type} is stored as {stored}, not as {values.dtype}")
    return pa.Array.from_buffers(data_type, len(values), [None, _read_only(values)])


def numpy_values(array: pa.Array) -> npt.NDArray[Any]:
    """Return the numbers or booleans of an Arrow array, read-only; anything where it is null.

    Dates, times and timestamps are given as the integers that Arrow stores: days, seconds and so
    on. Shares the memory, except for booleans. `pyarrow.Array.to_numpy` would import pandas.

    Raises TypeError for an array whose values are not of one width, such as text.
    """
    data = array.buffers()[1]
    end = array.offset + len(array)
    if pa.types.is_boolean(array.type):
        bits = np.unpackbits(np.frombuffer(data or b"", np.uint8), bitorder="little", count=end)
        values: npt.NDArray[Any] = bits[array.offset :].view(np.bool_)
    else:
        dtype = numpy_dtype(array.type)
        values = (
            np.frombuffer(data, dtype, count=end)[array.offset :] if end else np.empty(0, dtype)
        )
    values.flags.writeable = False  # a write would change the column of somebody else
    return values


def numpy_dtype(data_type: pa.DataType) -> np.dtype[Any]:
    """Return the NumPy type of what Arrow stores: int32 for a date, int64 for a timestamp.

    `pyarrow.DataType.to_pandas_dtype` fails for these where pandas is not installed.

    Raises TypeError for a type whose values are not numbers or booleans of one width.
    """
    name = _STORED.get(data_type.id)
    if name is None:
        raise TypeError(f"{data_type} is not stored as numbers")
    return np.dtype(name)


def _read_only(values: npt.NDArray[Any]) -> pa.Buffer:
    """Return the memory of an array, which nobody can write to through the Arrow array."""
    view = np.ascontiguousarray(values).view()
    view.flags.writeable = False
    return pa.py_buffer(view)


def string_array(texts: Sequence[str]) -> pa.StringArray:
    """Return texts as an Arrow array without nulls."""
    encoded = [text.encode() for text in texts]
    offsets = np.array([*accumulate(map(len, encoded), initial=0)], dtype=np.int32)
    return string_array_from(offsets, b"".join(encoded))


def string_array_from(offsets: npt.NDArray[np.int32], data: object) -> pa.StringArray:
    """Return texts that lie one behind the other in the bytes `data`, between `offsets`."""
    buffers = [None, _read_only(offsets), pa.py_buffer(data)]
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


def unique(array: pa.Array) -> pa.Array:
    """Return the different values of an array in the order in which they come, without null."""
    return _compute.call_function("drop_null", [_compute.call_function("unique", [array])])


def index_in(array: pa.Array, values: pa.Array) -> pa.Array:
    """Return where each value of `array` stands in `values`, null where it does not: int32."""
    options = _compute.SetLookupOptions(value_set=values, skip_nulls=True)
    return _compute.call_function("index_in", [array], options)


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
