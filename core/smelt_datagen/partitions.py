"""The partition column as a function of the row number, and the files of a dataset."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import attrs
import numpy as np
import pyarrow as pa

from smelt_datagen.arrays import arrow_array
from smelt_datagen.block import Block
from smelt_datagen.column import Column
from smelt_datagen.config import PartitionConfig
from smelt_datagen.errors import Problem
from smelt_datagen.plans import Part
from smelt_datagen.redelivery import Redelivery
from smelt_datagen.streams import UInt64Array
from smelt_datagen.wording import quote

FILE_NAME = "data.parquet"

_UNSAFE = re.compile(r'[/\\=:?*<>|%"\x00-\x1f]')
_MOST_DAYS = 100_000
_LONGEST_COLUMN = 240
"""A file name has 255 bytes on most systems, and the date takes eleven."""
_EPOCH = datetime.date(1970, 1, 1)


@attrs.frozen(slots=False)
class PartitionDay(Column):
    """The day on which a row lies: row r of N lies on day ((r + 1) x days - 1) // N."""

    start: datetime.date
    days: int
    row_count: int

    data_type = pa.date32()

    def generate(self, block: Block) -> pa.Array:
        """Return one date per row."""
        day = np.searchsorted(self._second_days_on, block.index, side="right")
        return arrow_array((day + (self.start - _EPOCH).days).astype(np.int32)).view(pa.date32())

    @cached_property
    def _second_days_on(self) -> UInt64Array:
        """First rows of all days but the first: row r of N lies on day ((r + 1) D - 1) // N."""
        rows = (day * self.row_count // self.days for day in range(1, self.days))
        return np.fromiter(rows, dtype=np.uint64, count=self.days - 1)


def parts(
    partition: PartitionConfig | None, folder: Path, row_count: int, redelivery: Redelivery | None
) -> Iterator[Part]:
    """Yield a dataset's files: one, or one per day, also for a day without rows."""
    for file, start, stop in _ranges(partition, folder, row_count):
        yield Part(file, start, stop, redelivery.copies(start, stop) if redelivery else 0)


def _ranges(
    partition: PartitionConfig | None, folder: Path, row_count: int
) -> Iterator[tuple[Path, int, int]]:
    if partition is None:
        yield folder / FILE_NAME, 0, row_count
        return
    for day in range(partition.days):
        date = partition.start + datetime.timedelta(days=day)
        yield (
            folder / f"{partition.column}={date.isoformat()}" / FILE_NAME,
            day * row_count // partition.days,
            (day + 1) * row_count // partition.days,
        )


def problems_of(partition: PartitionConfig) -> Iterator[Problem]:
    """Yield what is wrong with a partition beyond the types of its keys."""
    path, found = (*partition.path, "column"), f"(found {quote(partition.column)})"
    if _UNSAFE.search(partition.column):
        rule = 'must be one path segment, without / \\ = : ? * < > | % " and control characters'
        yield Problem(path, f"{rule} {found}")
    if partition.column.startswith(("_", ".")):
        yield Problem(path, f"must not begin with _ or ., as folders do that readers skip {found}")
    if len(partition.column.encode()) > _LONGEST_COLUMN:
        yield Problem(path, f"must have at most {_LONGEST_COLUMN} bytes, to name a folder {found}")
    if partition.days > _MOST_DAYS:
        rule = f"must be at most {_MOST_DAYS:,}, since every day is a file"
        yield Problem((*partition.path, "days"), f"{rule} (found {partition.days})")
        return
    most = (datetime.date.max - partition.start).days + 1
    if partition.days > most:
        rule = f"must be at most {most}, or the days leave the year 9999"
        yield Problem((*partition.path, "days"), f"{rule} (found {partition.days})")
