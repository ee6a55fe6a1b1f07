"""The values of a file, held against those that the plan makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import attrs
import numpy as np
import pyarrow as pa

from smelt_datagen.arrays.conversion import cast, decoded
from smelt_datagen.arrays.differences import differing
from smelt_datagen.arrays.python_values import python_values
from smelt_datagen.execution.blocks import part_blocks
from smelt_datagen.execution.row_width import block_rows
from smelt_datagen.messages import quote
from smelt_datagen.planning.plan import DatasetPlan, Part


@attrs.frozen
class Value:
    """One value of a file that the plan would make otherwise."""

    column: str
    row: int
    """Its row in the file, from 0."""
    expected: str
    found: str


@attrs.frozen
class RowGroup:
    """A piece of a part's file: its number, None for the whole, and its rows [start, stop)."""

    part: Part
    """Whose file lies on a disk."""
    number: int | None
    start: int
    stop: int


def row_groups(plan: DatasetPlan, part: Part) -> Iterator[RowGroup]:
    """Yield the pieces of a part's file that can be read alone, or all of it as one.

    A file that cannot be read has one, too, of which the reading fails.
    """
    start = 0
    for number, size in enumerate(_sizes(plan, part)):
        yield RowGroup(part, number, start, start + size)
        start += size
    if not start:
        yield RowGroup(part, None, 0, part.row_count)


def _sizes(plan: DatasetPlan, part: Part) -> Sequence[int]:
    try:
        return plan.format.pieces(on_disk(part)) or ()
    except (OSError, ValueError, pa.ArrowException):
        return ()


def on_disk(part: Part) -> Path:
    """Return where a part's file lies; raise TypeError if that is no disk."""
    if isinstance(part.file, Path):
        return part.file
    raise TypeError(f"{part.file} is no file of a disk")


def wrong_values(plan: DatasetPlan, group: RowGroup) -> list[tuple[str, Value | None]]:
    """Return of each column the first value that differs, in words and as a value.

    What else makes the file unreadable as that of the plan is returned in words alone.
    """
    try:
        sizes = plan.format.pieces(on_disk(group.part))
        if sizes is not None and sum(sizes) != group.part.row_count:
            return [(_of_rows(sum(sizes), group.part), None)]
        return [*_compared(plan, group)]
    except FileNotFoundError:
        return []  # which is said of the files, with or without values
    except (OSError, ValueError, pa.ArrowException) as error:
        return [(f"cannot be read as {plan.format.declaration.type}: {error}", None)]


def _of_rows(count: int, part: Part) -> str:
    return f"has {count:,} rows, not {part.row_count:,}"


def _compared(plan: DatasetPlan, group: RowGroup) -> Iterator[tuple[str, Value | None]]:
    """Hold block after block against as many rows of the file, and no more at once."""
    told: set[str] = set()
    row = group.start
    size = block_rows(plan)
    there = _Reader(plan.format.read(on_disk(group.part), plan.file_schema, group.number))
    if there.names is not None and there.names != list(plan.columns):
        yield f"has the columns {', '.join(there.names)}", None
        return
    for arrays in part_blocks(plan, group.part, group.start, group.stop, size):
        columns = there.take(len(arrays[0]))
        if columns is None:
            break
        for name, array, column in zip(plan.columns, arrays, columns, strict=True):
            if name in told:
                continue
            found = _first(array, column, name, row, plan)
            if found is not None:
                told.add(name)
                yield found
        row += len(arrays[0])
    read = there.count()
    if group.number is None and read != group.part.row_count:
        yield _of_rows(read, group.part), None


class _Reader:
    """The rows of a file, from batches of any sizes."""

    def __init__(self, batches: Iterator[pa.RecordBatch]) -> None:
        self._batches = batches
        first = next(batches, None)
        self._held = [] if first is None else [first]
        self._taken = 0
        self.names = None if first is None else first.schema.names
        """Of the columns, None where there are no rows to have any."""

    def take(self, count: int) -> list[pa.Array] | None:
        """Return the columns of the next `count` rows, None if there are fewer."""
        while sum(one.num_rows for one in self._held) < count:
            if (batch := next(self._batches, None)) is None:
                return None
            self._held.append(batch)
        table = pa.Table.from_batches(self._held)
        self._held = table.slice(count).to_batches()
        self._taken += count
        return [column.combine_chunks() for column in table.slice(0, count).columns]

    def count(self) -> int:
        """Return how many rows there are in all, of which the rest is read for that."""
        rest = sum(one.num_rows for one in self._held) + sum(one.num_rows for one in self._batches)
        return self._taken + int(rest)


_KINDS: Sequence[Callable[[pa.DataType], bool]] = (
    pa.types.is_timestamp,
    pa.types.is_time,
    lambda one: pa.types.is_string(one) or pa.types.is_large_string(one),
    lambda one: pa.types.is_binary(one) or pa.types.is_large_binary(one),
    pa.types.is_nested,
)
"""Types within which Parquet keeps no difference, as seconds and milliseconds."""


def _is_stored_as(made: pa.DataType, there: pa.DataType) -> bool:
    return made.equals(there) or any(kind(made) and kind(there) for kind in _KINDS)


def _first(
    made: pa.Array, there: pa.Array, name: str, start: int, plan: DatasetPlan
) -> tuple[str, Value | None] | None:
    wanted = decoded(made, plan.written_type(name).data_type)
    if not _is_stored_as(wanted.type, there.type):
        return f"column '{name}' is {there.type}, not {wanted.type}", Value(name, start, "", "")
    expected = wanted if wanted.type.equals(there.type) else cast(wanted, there.type)
    if expected.equals(there):
        return None
    rows = np.flatnonzero(differing(expected, there))
    if not rows.size:
        return None
    first = int(rows[0])
    texts = [quote(python_values(array.slice(first, 1))[0]) for array in (expected, there)]
    value = Value(name, start + first, *texts)
    words = f"column '{name}', row {value.row} of the file: {value.found}, not {value.expected}"
    return words, value
