"""Nulls laid over arrays without copying their values."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from smelt_datagen.arrays.conversion import (
    arrow_array,
    bitmap,
    cast,
    numpy_dtype,
    numpy_values,
    take,
)


def validity(array: pa.Array) -> npt.NDArray[np.bool_]:
    """Return where `array` has values, as booleans."""
    if not array.null_count:
        return np.ones(len(array), dtype=np.bool_)
    bits = np.frombuffer(array.buffers()[0], dtype=np.uint8)
    unpacked = np.unpackbits(bits, bitorder="little", count=array.offset + len(array))
    return unpacked[array.offset :].view(np.bool_)


def without_nulls(array: pa.Array) -> pa.Array:
    """Return `array` with whatever value lies under each null: 0 in codes, else anything."""
    if not array.null_count:
        return array
    if pa.types.is_dictionary(array.type):
        filled = np.where(validity(array), numpy_values(array.indices), 0)
        codes = arrow_array(filled.astype(numpy_dtype(array.indices.type)))
        return pa.DictionaryArray.from_arrays(codes, array.dictionary, safe=False)
    buffers = [None, *array.buffers()[1:]]
    return pa.Array.from_buffers(array.type, len(array), buffers, 0, array.offset)


def with_validity(array: pa.Array, valid: npt.NDArray[np.bool_]) -> pa.Array:
    """Return `array` with nulls where `valid` is false, and where it has nulls already."""
    if pa.types.is_string_view(array.type) or pa.types.is_binary_view(array.type):
        plain = pa.large_utf8() if pa.types.is_string_view(array.type) else pa.large_binary()
        # views cannot be taken
        return cast(with_validity(cast(array, plain), valid), array.type)
    if array.offset or not _is_flat(array.type):
        positions = arrow_array(np.arange(len(array)))
        return take(array, with_validity(positions, valid))  # a null position gives a null
    if array.null_count:
        valid = valid & validity(array)
    nulls = len(valid) - int(np.count_nonzero(valid))
    buffers = [bitmap(valid) if nulls else None, *array.buffers()[1:]]
    if isinstance(array, pa.DictionaryArray):
        codes = pa.Array.from_buffers(array.indices.type, len(array), buffers, nulls)
        return pa.DictionaryArray.from_arrays(codes, array.dictionary, safe=False)
    return pa.Array.from_buffers(array.type, len(array), buffers, nulls)


def _is_flat(data_type: pa.DataType) -> bool:
    """Whether all values lie in the array's own buffers, behind the validity bitmap."""
    flat = (
        pa.types.is_primitive,
        pa.types.is_dictionary,
        pa.types.is_string,
        pa.types.is_binary,
        pa.types.is_large_string,
        pa.types.is_large_binary,
        pa.types.is_fixed_size_binary,
    )
    return any(matches(data_type) for matches in flat)
