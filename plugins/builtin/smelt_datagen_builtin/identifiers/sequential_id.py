"""Ids that count."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import (
    Block,
    Column,
    ColumnType,
    GeneratedColumn,
    Generator,
    Scope,
    generator,
)


@generator(
    "sequential_id",
    example="{ type: sequential_id }",
    output="int64",
    independent_of=("seed", "dataset", "column"),
)
class SequentialId(Generator):
    """Row number, counted from 1: the primary key that `foreign_key` refers to."""

    def bind(self, scope: Scope) -> Column:
        """Return the column, which knows its largest value."""
        return GeneratedColumn(ColumnType(pa.int64(), bounds=(1, scope.row_count)), self.generate)

    def generate(self, block: Block) -> pa.Array:
        """Return one id per row."""
        return arrow_array((block.index + np.uint64(1)).view(np.int64))
