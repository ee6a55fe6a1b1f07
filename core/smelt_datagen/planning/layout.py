"""Which rows of a dataset lie in which file."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from smelt_datagen.config.models import PartitionConfig
from smelt_datagen.planning.plan import Part
from smelt_datagen.planning.redelivery import Redelivery

FILE_NAME = "data.parquet"


def parts(
    partition: PartitionConfig | None, folder: Path, row_count: int, redelivery: Redelivery | None
) -> Iterator[Part]:
    """Yield a dataset's files: one, or one per day, also for a day without rows."""
    days = 1 if partition is None else partition.days
    borders = [day * row_count // days for day in range(days + 1)]
    copies = [0] * len(borders) if redelivery is None else redelivery.copies_before(borders)
    ranges = zip(pairwise(borders), pairwise(copies), strict=True)
    for file, ((start, stop), (first, last)) in zip(_files(partition, folder), ranges, strict=True):
        yield Part(file, start, stop, last - first)


def _files(partition: PartitionConfig | None, folder: Path) -> Iterator[Path]:
    if partition is None:
        yield folder / FILE_NAME
        return
    for day in range(partition.days):
        date = partition.start + datetime.timedelta(days=day)
        yield folder / f"{partition.column}={date.isoformat()}" / FILE_NAME
