"""Which rows of a dataset lie in which file."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from smelt_datagen.config.models import PartitionConfig
from smelt_datagen.planning.plan import Part
from smelt_datagen.planning.redelivery import Redelivery

FILE_NAME = "data.parquet"


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
