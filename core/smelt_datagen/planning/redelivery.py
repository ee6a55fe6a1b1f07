"""Rows that arrive twice: copies of primary rows, made without remembering any."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
import pyarrow as pa

from smelt_datagen.arrays.integers import floored
from smelt_datagen.arrays.timestamps import moved_later
from smelt_datagen.protocol.block import Block
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.dataset import Dataset, Rows
from smelt_datagen.randomness.permutation import permuted


@attrs.frozen(eq=False)
class Redelivery:
    """Which rows of a dataset are emitted once more, and how much later they arrive.

    `count` of all rows are; of the rows [start, stop) of a part those are stop * count // rows -
    start * count // rows in number, chosen by a permutation of the part's range.
    """

    dataset: Dataset
    count: int
    arrival_column: str
    delay_seconds: Column

    def copies(self, start: int, stop: int) -> int:
        """Return how many of the rows [start, stop), a part, are emitted once more."""
        rows = self.dataset.row_count
        return stop * self.count // rows - start * self.count // rows

    def rows(self, start: int, stop: int, first: int, last: int) -> Rows:
        """Return the rows that copies [first, last) of the part [start, stop) are copies of."""
        stream = self.dataset.stream.child("redelivery", "rows", start)
        positions = permuted(np.arange(first, last, dtype=np.uint64), stop - start, stream)
        return self.dataset.rows(positions + np.uint64(start))

    def arrays(self, rows: Rows, names: Sequence[str]) -> list[pa.Array]:
        """Return the columns of the copies of `rows`: only the arrival is another."""
        return [
            self._arrival(rows) if name == self.arrival_column else rows.column(name)
            for name in names
        ]

    def _arrival(self, rows: Rows) -> pa.Array:
        stream = self.dataset.stream.child("redelivery", "delay_seconds")
        delay = floored(self.delay_seconds.generate(Block(rows, stream)))
        return moved_later(rows.column(self.arrival_column), np.maximum(delay, 0))
