"""Categorical columns as column chunks: a page of all values, and codes of them."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import _compute

from smelt_datagen.arrays.conversion import numpy_values
from smelt_datagen.parquet.column_chunks import ColumnChunk
from smelt_datagen.parquet.columns.flat_columns import FlatColumn, Rows
from smelt_datagen.parquet.columns.stored_integers import StoredIntegers
from smelt_datagen.parquet.packing.run_lengths import encoded_runs
from smelt_datagen.parquet.pages import RLE_DICTIONARY
from smelt_datagen.parquet.statistics import statistics

_FIRST_ROWS = 1 << 12
"""In which all codes mostly occur, so that the other rows need not be looked at."""

Codes: TypeAlias = npt.NDArray[np.integer[Any]]


@attrs.frozen(eq=False, slots=False)
class DictionaryColumn:
    """A column of the texts or integers in `dictionary`, which has at most 2 ** 16 and no null."""

    column: FlatColumn
    dictionary: pa.Array
    stored: StoredIntegers | None
    """None for texts."""

    def chunk(self, arrays: Sequence[pa.Array]) -> ColumnChunk:
        """Return the chunk of all rows of dictionary arrays."""
        rows = Rows.of([array.indices for array in arrays])
        codes = rows.values.view(f"u{rows.values.itemsize}")
        encoded = bytes([self._width]) + encoded_runs(codes, self._width)
        said = statistics(rows.nulls, self._bounds(rows.values), is_signed=self._is_signed)
        dictionary = len(self.dictionary), self._plain
        return self.column.chunk(rows, RLE_DICTIONARY, encoded, said, dictionary)

    @functools.cached_property
    def _width(self) -> int:
        return max(1, (len(self.dictionary) - 1).bit_length())

    @property
    def _is_signed(self) -> bool:
        return self.stored is not None and self.stored.is_signed

    @functools.cached_property
    def _plain(self) -> bytes:
        if self.stored is not None:
            return self.stored.plain(numpy_values(self.dictionary))
        return b"".join(
            len(text).to_bytes(4, "little") + text
            for text in map(self._text, range(len(self.dictionary)))
        )

    def _bounds(self, codes: Codes) -> tuple[bytes, bytes] | None:
        """Return the smallest and the largest of the values that occur."""
        if not len(codes):
            return None
        ranks = self._ranks[_occurring(codes, len(self.dictionary))]
        return self._value(self._order[ranks.min()]), self._value(self._order[ranks.max()])

    def _value(self, code: int) -> bytes:
        if self.stored is None:
            return self._text(code)
        return self.stored.plain(numpy_values(self.dictionary)[code : code + 1])

    def _text(self, code: int) -> bytes:
        return bytes(self.dictionary[code].as_buffer())

    @functools.cached_property
    def _order(self) -> npt.NDArray[np.intp]:
        """The codes in the order of their values."""
        order = _compute.call_function("array_sort_indices", [self.dictionary])
        return numpy_values(order).astype(np.intp)

    @functools.cached_property
    def _ranks(self) -> npt.NDArray[np.intp]:
        """By code, where its value stands in that order."""
        ranks = np.empty_like(self._order)
        ranks[self._order] = np.arange(len(ranks))
        return ranks


def _occurring(codes: Codes, size: int) -> npt.NDArray[np.intp] | slice:
    """Return which of the codes 0 to `size` - 1 occur."""
    if size < _FIRST_ROWS and np.bincount(codes[:_FIRST_ROWS], minlength=size).all():
        return slice(None)
    return np.flatnonzero(np.bincount(codes, minlength=size))
