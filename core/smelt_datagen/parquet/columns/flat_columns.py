"""Columns whose chunks are made here: one page of values, encoded with NumPy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from smelt_datagen.arrays.conversion import numpy_values
from smelt_datagen.arrays.nulls import validity
from smelt_datagen.parquet.codecs import compressed
from smelt_datagen.parquet.column_chunks import ColumnChunk, chunk_of_pages
from smelt_datagen.parquet.pages import data_page, definition_levels, dictionary_page
from smelt_datagen.parquet.thrift import Struct


@attrs.frozen(eq=False)
class Rows:
    """The rows of a column chunk: the values that are not null, and where these are."""

    count: int
    values: npt.NDArray[Any]
    valid: npt.NDArray[np.bool_] | None
    """None if no row is null."""

    @classmethod
    def of(cls, arrays: Sequence[pa.Array]) -> Rows:
        """Return the rows of Arrow arrays of numbers, one behind the other."""
        values = np.concatenate([numpy_values(array) for array in arrays])
        if not any(array.null_count for array in arrays):
            return cls(len(values), values, None)
        valid = np.concatenate([validity(array) for array in arrays])
        return cls(len(values), values[valid], valid)

    @property
    def nulls(self) -> int:
        """How many rows are null."""
        return self.count - len(self.values)


@attrs.frozen
class FlatColumn:
    """A column that is neither a list nor a struct: what all its chunks have in common."""

    name: str
    physical_type: int
    nullable: bool
    codec: str

    def chunk(
        self,
        rows: Rows,
        encoding: int,
        encoded: bytes,
        statistics: Struct,
        dictionary: tuple[int, bytes] | None = None,
    ) -> ColumnChunk:
        """Return the chunk of values that are `encoded`, by a dictionary of so many or without."""
        levels = definition_levels(rows.count, rows.valid) if self.nullable else b""
        bodies = [*([dictionary[1]] if dictionary else []), levels + encoded]
        codec, stored = compressed(bodies, self.codec)
        pages = [data_page(encoding, rows.count, len(bodies[-1]), stored[-1])]
        if dictionary:
            count, plain = dictionary
            pages.insert(0, dictionary_page(count, len(plain), stored[0]))
        return chunk_of_pages(self.name, self.physical_type, codec, rows.count, pages, statistics)
