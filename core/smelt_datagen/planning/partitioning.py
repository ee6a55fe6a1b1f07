"""Partitions: contiguous rows of a dataset that lie in a folder of their own."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cached_property

import attrs
import numpy as np
import pyarrow as pa

from smelt_datagen.arrays.conversion import arrow_array, take
from smelt_datagen.protocol.block import Block
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.column_type import ColumnType
from smelt_datagen.protocol.relation import FamilyRelation
from smelt_datagen.randomness.streams import UInt64Array

_EPOCH = datetime.date(1970, 1, 1)


@attrs.frozen(eq=False, repr=False, slots=False)
class Partitioning:
    """The partitions of a dataset: partition p is the rows from border p to before the next one."""

    column: str
    values: pa.Array
    """What the column is in each: dates, or text."""
    borders: Sequence[int]
    """One more than there are partitions; the last one is the number of rows."""

    @classmethod
    def by_rows(cls, column: str, start: datetime.date, days: int, row_count: int) -> Partitioning:
        """Return so many days with equally many rows: row r of N is on day ((r + 1) D - 1) // N."""
        first = (start - _EPOCH).days
        values = arrow_array(np.arange(first, first + days, dtype=np.int32), pa.date32())
        return cls(column, values, [day * row_count // days for day in range(days + 1)])

    def inherited(self, relation: FamilyRelation) -> Partitioning:
        """Return the partitions of children, each of which lies where its parent does."""
        rows = relation.parent.row_count
        inner = np.array([border for border in self.borders if border < rows], np.uint64)
        starts, _ = relation.spans(inner)
        behind = [relation.total] * (len(self.borders) - len(inner))
        return Partitioning(self.column, self.values, [*starts.tolist(), *behind])

    def folders(self) -> list[str]:
        """Return the name of each partition's folder."""
        return [f"{self.column}={value}" for value in self.values]

    @cached_property
    def seconds_on(self) -> UInt64Array:
        """First rows of all partitions but the first."""
        return np.array(self.borders[1:-1], dtype=np.uint64)


@attrs.frozen(eq=False, repr=False)
class PartitionColumn(Column):
    """The partition of each row, as a function of its number."""

    partitioning: Partitioning

    @property
    def type(self) -> ColumnType:  # type: ignore[override]  # it follows from the values
        """The type of the partitions' values."""
        return ColumnType(self.partitioning.values.type)

    def generate(self, block: Block) -> pa.Array:
        """Return one value per row."""
        places = np.searchsorted(self.partitioning.seconds_on, block.index, side="right")
        return take(self.partitioning.values, arrow_array(places))
