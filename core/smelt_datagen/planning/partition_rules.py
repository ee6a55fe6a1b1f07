"""What a partition may be, beyond the types of its keys."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator, Sequence

import attrs

from smelt_datagen.config.models import DatasetConfig, PartitionConfig
from smelt_datagen.errors import Problem, Step
from smelt_datagen.messages import quote

_UNSAFE = re.compile(r'[/\\=:?*<>|%"\x00-\x1f]')
MOST_PARTITIONS = 100_000
_LONGEST_COLUMN = 240
"""A file name has 255 bytes on most systems, and the date takes eleven."""


def problems_of(partition: PartitionConfig) -> Iterator[Problem]:
    """Yield what is wrong with the values of a partition beyond their types."""
    yield from _of_column(partition)
    if partition.days is not None:
        yield from _of_days(partition.start or datetime.date.min, partition.days, partition)


def _of_keys(partition: PartitionConfig, wrong: Collection[Step]) -> Iterator[Problem]:
    """Yield which keys are missing, or cannot stand beside each other; `wrong` ones are known."""
    if "by" in wrong:
        return
    if partition.by is not None:
        for name in ("start", "days"):
            if getattr(partition, name) is not None:
                words = "cannot stand beside 'by', from whose values the days follow"
                yield Problem((*partition.path, name), words, on_key=True)
        return
    if partition.unit is not None:
        words = "needs 'by', the column whose units it means"
        yield Problem((*partition.path, "unit"), words, on_key=True)
    for name in ("start", "days"):
        if getattr(partition, name) is None and name not in wrong:
            yield Problem(partition.path, f"missing key '{name}'")


def _of_column(partition: PartitionConfig) -> Iterator[Problem]:
    path, found = (*partition.path, "column"), f"(found {quote(partition.column)})"
    if _UNSAFE.search(partition.column):
        rule = 'must be one path segment, without / \\ = : ? * < > | % " and control characters'
        yield Problem(path, f"{rule} {found}")
    if partition.column.startswith(("_", ".")):
        yield Problem(path, f"must not begin with _ or ., as folders do that readers skip {found}")
    if len(partition.column.encode()) > _LONGEST_COLUMN:
        yield Problem(path, f"must have at most {_LONGEST_COLUMN} bytes, to name a folder {found}")


def _of_days(start: datetime.date, days: int, partition: PartitionConfig) -> Iterator[Problem]:
    if days > MOST_PARTITIONS:
        rule = f"must be at most {MOST_PARTITIONS:,}, since every day is a file"
        yield Problem((*partition.path, "days"), f"{rule} (found {days})")
        return
    most = (datetime.date.max - start).days + 1
    if days > most:
        rule = f"must be at most {most}, or the days leave the year 9999"
        yield Problem((*partition.path, "days"), f"{rule} (found {days})")


def is_wrong(partition: PartitionConfig, problems: Sequence[Problem]) -> bool:
    """Return whether there is a problem of a partition, or of one of its keys."""
    return any(problem.below(partition.path) is not None for problem in problems)


def source_of(
    config: DatasetConfig, datasets: Sequence[DatasetConfig], problems: list[Problem]
) -> PartitionConfig | None:
    """Return the partition of a dataset, one that is inherited with the column of its source.

    None if it has none. What is wrong with it is added to `problems`.
    """
    partition = config.partition
    if partition is None:
        return None
    if not partition.inherits:
        ways = [problem.below(partition.path) for problem in problems]
        problems.extend(_of_keys(partition, {way[0] for way in ways if way}))
        problems.extend(problems_of(partition))
        return partition
    by_name = {one.name: one for one in reversed(datasets)}
    seen: set[str] = set()
    while config.partition is not None and config.partition.inherits:
        if config.parent is None or config.name in seen:
            break
        seen.add(config.name)
        parent = by_name.get(config.parent.dataset)
        if parent is None:
            return None  # which is said of the parent
        config = parent
    if config.partition is None or config.partition.inherits:
        whose = f"dataset '{config.name}' has no " + ("partition" if seen else "parent")
        problems.append(Problem(partition.path, f"there is nothing to inherit: {whose}"))
        return None
    return attrs.evolve(partition, column=config.partition.column)
