"""The partition column: the day on which a row lies, as a function of its number."""

from __future__ import annotations

import datetime
from functools import cached_property

import attrs
import numpy as np
import pyarrow as pa

from smelt_datagen.arrays.conversion import arrow_array
from smelt_datagen.protocol.block import Block
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.column_type import ColumnType
from smelt_datagen.randomness.streams import UInt64Array

_EPOCH = datetime.date(1970, 1, 1)


@attrs.frozen(slots=False)
class PartitionDay(Column):
    """The day on which a row lies: row r of N lies on day ((r + 1) x days - 1) // N."""

    start: datetime.date
    days: int
    row_count: int

    type = ColumnType(pa.date32())

    def generate(self, block: Block) -> pa.Array:
        """Return one date per row."""
        day = np.searchsorted(self._second_days_on, block.index, side="right")
        days = (day + (self.start - _EPOCH).days).astype(np.int32)
        return arrow_array(days, pa.date32())

    @cached_property
    def _second_days_on(self) -> UInt64Array:
        """First rows of all days but the first: row r of N lies on day ((r + 1) D - 1) // N."""
        rows = (day * self.row_count // self.days for day in range(1, self.days))
        return np.fromiter(rows, dtype=np.uint64, count=self.days - 1)
