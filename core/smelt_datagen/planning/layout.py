"""Which rows of a dataset lie in which file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from smelt_datagen.planning.partitioning import Partitioning
from smelt_datagen.planning.plan import Part
from smelt_datagen.planning.redelivery import Redelivery

FILE_NAME = "data.parquet"


def parts(
    partitioning: Partitioning | None, folder: Path, row_count: int, redelivery: Redelivery | None
) -> Iterator[Part]:
    """Yield a dataset's files: one, or one per partition, also for one without rows."""
    borders = [0, row_count] if partitioning is None else partitioning.borders
    copies = [0] * len(borders) if redelivery is None else redelivery.copies_before(borders)
    ranges = zip(pairwise(borders), pairwise(copies), strict=True)
    for path, ((start, stop), (first, last)) in zip(_paths(partitioning), ranges, strict=True):
        yield Part(folder, path, start, stop, last - first)


def _paths(partitioning: Partitioning | None) -> Iterator[str]:
    if partitioning is None:
        yield FILE_NAME
        return
    for folder in partitioning.folders():
        yield f"{folder}/{FILE_NAME}"
