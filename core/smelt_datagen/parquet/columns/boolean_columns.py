"""Booleans as column chunks, a bit each."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
import pyarrow as pa

from smelt_datagen.arrays.conversion import decoded
from smelt_datagen.parquet.column_chunks import ColumnChunk
from smelt_datagen.parquet.columns.flat_columns import FlatColumn, Rows
from smelt_datagen.parquet.pages import PLAIN
from smelt_datagen.parquet.statistics import statistics


@attrs.frozen(eq=False)
class BooleanColumn:
    """A column of booleans."""

    column: FlatColumn

    def chunk(self, arrays: Sequence[pa.Array]) -> ColumnChunk:
        """Return the chunk of all rows."""
        rows = Rows.of([decoded(array, pa.bool_()) for array in arrays])
        encoded = np.packbits(rows.values, bitorder="little").tobytes()
        bounds = None
        if len(rows.values):
            bounds = bytes([int(rows.values.all())]), bytes([int(rows.values.any())])
        said = statistics(rows.nulls, bounds, is_signed=True)
        return self.column.chunk(rows, PLAIN, encoded, said)
