"""Columns of several generators as one: their types, and arrays of each as of all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import (
    code_type,
    dictionary_array,
    index_in,
    numpy_values,
    take,
    unique,
    validity,
    with_validity,
    without_nulls,
)
from smelt_datagen.plugin import ColumnType


def merged_type(kinds: Sequence[ColumnType]) -> ColumnType:
    """Return the type of a field that is of several `kinds`, all written as one type."""
    if len({(str(kind.data_type), kind.format) for kind in kinds}) > 1:
        kinds = [attrs.evolve(kind.written, format=None) for kind in kinds]
    return attrs.evolve(
        kinds[0],
        nullable=any(kind.nullable for kind in kinds),
        dictionary=_merged_dictionary([kind.dictionary for kind in kinds]),
        bounds=_merged_bounds([kind.bounds for kind in kinds]),
    )


def _merged_dictionary(parts: Sequence[pa.Array | None]) -> pa.Array | None:
    """Return one dictionary for columns that are all categorical, or None."""
    if len(parts) == 1:
        return parts[0]
    # 0.0 and -0.0 are equal and yet two values
    if any(part is None or pa.types.is_floating(part.type) for part in parts):
        return None
    return unique(pa.concat_arrays(parts))


def _merged_bounds(parts: Sequence[tuple[int, int] | None]) -> tuple[int, int] | None:
    bounds = [part for part in parts if part is not None]
    if len(bounds) < len(parts):
        return None
    return min(low for low, _ in bounds), max(high for _, high in bounds)


def codes_within(part: pa.Array, dictionary: pa.Array) -> npt.NDArray[np.signedinteger[Any]]:
    """Return the code that each value of one dictionary has in another one, which has them all."""
    is_same = part is dictionary
    places = np.arange(len(part)) if is_same else numpy_values(index_in(part, dictionary))
    codes: npt.NDArray[np.signedinteger[Any]] = places.astype(code_type(len(dictionary)))
    return codes


def _recoded(array: pa.DictionaryArray, dictionary: pa.Array) -> npt.NDArray[np.signedinteger[Any]]:
    """Return the codes of `array` in `dictionary`, which has all its values; 0 for nulls."""
    codes = numpy_values(without_nulls(array).indices)
    recoded: npt.NDArray[np.signedinteger[Any]] = codes_within(array.dictionary, dictionary)[codes]
    return recoded


def unified(wanted: ColumnType, kind: ColumnType, array: pa.Array) -> pa.Array:
    """Return an array of a column of `kind` as one of `wanted`, which `merged_type` made of it."""
    if wanted.format != kind.format:
        array = kind.as_written(array)
    if not pa.types.is_dictionary(array.type):
        return array
    if wanted.dictionary is None:
        return take(array.dictionary, array.indices)
    codes = _recoded(array, wanted.dictionary)
    return with_validity(dictionary_array(codes, wanted.dictionary), validity(array))
