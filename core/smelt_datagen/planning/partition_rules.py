"""What a partition may be, beyond the types of its keys."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from smelt_datagen.config.models import PartitionConfig
from smelt_datagen.errors import Problem
from smelt_datagen.messages import quote

_UNSAFE = re.compile(r'[/\\=:?*<>|%"\x00-\x1f]')
_MOST_DAYS = 100_000
_LONGEST_COLUMN = 240
"""A file name has 255 bytes on most systems, and the date takes eleven."""


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
