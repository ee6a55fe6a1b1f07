"""Integers, dates and times as column chunks, packed by their differences."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
import pyarrow as pa

from smelt_datagen.arrays.conversion import decoded
from smelt_datagen.parquet.column_chunks import ColumnChunk
from smelt_datagen.parquet.columns.flat_columns import FlatColumn, Rows
from smelt_datagen.parquet.columns.stored_integers import StoredIntegers
from smelt_datagen.parquet.packing.delta_packing import delta_packed
from smelt_datagen.parquet.pages import DELTA_BINARY_PACKED
from smelt_datagen.parquet.statistics import statistics


@attrs.frozen(eq=False)
class IntegerColumn:
    """A column of what Parquet stores as integers."""

    column: FlatColumn
    data_type: pa.DataType
    stored: StoredIntegers

    def chunk(self, arrays: Sequence[pa.Array]) -> ColumnChunk | None:
        """Return the chunk of all rows; None for no values, or where pyarrow's is smaller."""
        rows = Rows.of([decoded(array, self.data_type) for array in arrays])
        if not len(rows.values):
            return None
        encoded = delta_packed(self.stored.stored(rows.values))
        if encoded is None:
            return None
        ends = np.array([rows.values.min(), rows.values.max()])
        bounds = self.stored.plain(ends[:1]), self.stored.plain(ends[1:])
        said = statistics(rows.nulls, bounds, is_signed=self.stored.is_signed)
        return self.column.chunk(rows, DELTA_BINARY_PACKED, encoded, said)
