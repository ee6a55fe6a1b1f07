"""Rows that arrive twice: copies of primary rows, made without remembering any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from smelt_datagen.arrays.integers import floored
from smelt_datagen.arrays.timestamps import moved_later
from smelt_datagen.protocol.block import Block
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.dataset import Dataset, Rows
from smelt_datagen.randomness import draws, streams
from smelt_datagen.randomness.streams import UInt64Array


@attrs.frozen(eq=False, repr=False)
class Redelivery:
    """Which rows of a dataset are emitted once more, and how much later they arrive.

    The dataset's N rows fall into `count` strata: stratum j is the rows [j * N // count,
    (j + 1) * N // count). One row of each is copied, drawn uniformly by the stratum's number. So
    which rows are depends on neither partitions nor files, and the copies of any rows are found
    without those of others. Copies are numbered as their strata are, from 0.
    """

    dataset: Dataset
    count: int
    arrival_column: str
    delay_seconds: Column

    def copies_before(self, rows: Sequence[int]) -> list[int]:
        """Return for each of `rows` how many of the rows before it are emitted once more.

        The number of rows, behind the last one, may be among them.
        """
        if not self.count:
            return [0] * len(rows)
        total, count = self.dataset.row_count, self.count
        ends: npt.NDArray[Any] = np.array(rows, dtype=_integers((total + 1) * (count + 1)))
        # a row lies in the stratum of its quotient or right behind it, which counts the same;
        # stratum `count`, behind the last row, has a width, too, but starts there
        strata = ends * count // total
        starts = strata * total // count
        widths = (strata + 1) * total // count - starts
        copied = self._offsets(strata, widths) < ends - starts
        before: list[int] = (strata + copied).tolist()
        return before

    def rows(self, first: int, last: int) -> Rows:
        """Return the rows that copies [first, last) are copies of, in ascending order."""
        total, count = self.dataset.row_count, self.count
        number = last - first
        width, width_rest = divmod(total, count)
        start, start_rest = divmod(first * total, count)
        steps: npt.NDArray[Any] = np.arange(number + 1, dtype=_integers((number + 1) * count))
        borders = start + steps * width + (start_rest + steps * width_rest) // count
        offsets = self._offsets(np.arange(first, last, dtype=np.uint64), np.diff(borders))
        return self.dataset.rows(borders[:-1] + offsets)

    def arrays(self, rows: Rows, names: Sequence[str]) -> list[pa.Array]:
        """Return the columns of the copies of `rows`: only the arrival is another."""
        return [
            self._arrival(rows) if name == self.arrival_column else rows.column(name)
            for name in names
        ]

    def _offsets(self, strata: npt.NDArray[Any], widths: npt.NDArray[Any]) -> UInt64Array:
        """Return how far behind the start of each of `strata` the row lies that is copied."""
        stream = self.dataset.stream.child("redelivery", "rows")
        numbers = stream.numbers(streams.counters(strata.astype(np.uint64)))
        return draws.below(numbers, widths.astype(np.uint64))

    def _arrival(self, rows: Rows) -> pa.Array:
        stream = self.dataset.stream.child("redelivery", "delay_seconds")
        delay = floored(self.delay_seconds.generate(Block(rows, stream)))
        return moved_later(rows.column(self.arrival_column), np.maximum(delay, 0))


def _integers(largest: int) -> type:
    """Return the element type of arrays that hold all from 0 to `largest`: uint64 or Python's."""
    return np.uint64 if largest < 1 << 64 else object
