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
    for path, ((start, stop), (first, last)) in zip(_paths(partition), ranges, strict=True):
        yield Part(folder, path, start, stop, last - first)


def _paths(partition: PartitionConfig | None) -> Iterator[str]:
    if partition is None:
        yield FILE_NAME
        return
    for day in range(partition.days):
        date = partition.start + datetime.timedelta(days=day)
        yield f"{partition.column}={date.isoformat()}/{FILE_NAME}"
