"""The values of a file's row group, held against those that the plan makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import attrs
import numpy as np
import pyarrow as pa

from smelt_datagen.arrays.conversion import cast, decoded
from smelt_datagen.arrays.differences import differing
from smelt_datagen.arrays.python_values import python_values
from smelt_datagen.execution.blocks import part_blocks
from smelt_datagen.execution.row_width import batches
from smelt_datagen.messages import quote
from smelt_datagen.planning.plan import DatasetPlan, Part

_ALL_ROWS = -1
_BUFFER = 1 << 20
"""Bytes of each column that are read at a time."""


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
    """A row group of a part's file: its number, and the rows [start, stop) of the file."""

    part: Part
    number: int
    start: int
    stop: int


def row_groups(part: Part) -> Iterator[RowGroup]:
    """Yield the row groups of a part's file as it lies there; one for a file that has none.

    A file that cannot be read has one, too, of which the reading fails.
    """
    sizes = _sizes(part)
    start = 0
    for number, size in enumerate(sizes):
        yield RowGroup(part, number, start, start + size)
        start += size
    if not sizes:
        yield RowGroup(part, _ALL_ROWS, 0, 0)


def _sizes(part: Part) -> list[int]:
    import pyarrow.parquet as pq  # noqa: PLC0415 (see output.parquet)

    try:
        metadata = pq.read_metadata(part.file)
    except (OSError, pa.ArrowException):
        return []
    return [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)]


def wrong_values(plan: DatasetPlan, group: RowGroup) -> list[tuple[str, Value | None]]:
    """Return of each column the first value that differs, in words and as a value.

    What else makes the file unreadable as that of the plan is returned in words alone.
    """
    import pyarrow.parquet as pq  # noqa: PLC0415 (see output.parquet)

    try:
        file = pq.ParquetFile(group.part.file, buffer_size=_BUFFER)
        if file.metadata.num_rows != group.part.row_count:
            rows = f"{file.metadata.num_rows:,} rows, not {group.part.row_count:,}"
            return [(f"has {rows}", None)]
        if file.schema_arrow.names != list(plan.columns):
            return [(f"has the columns {', '.join(file.schema_arrow.names)}", None)]
        if group.number == _ALL_ROWS:
            return []
        return [*_compared(plan, group, file)]
    except FileNotFoundError:
        return []  # which is said of the files, with or without values
    except (OSError, pa.ArrowException) as error:
        return [(f"cannot be read as Parquet: {error}", None)]


def _compared(plan: DatasetPlan, group: RowGroup, file: Any) -> Iterator[tuple[str, Value | None]]:
    """Hold block after block against as many rows of the `ParquetFile`, and no more at once."""
    told: set[str] = set()
    row = group.start
    size = batches(plan).block
    there = _Reader(file.iter_batches(size, row_groups=[group.number]))
    for arrays in part_blocks(plan, group.part, group.start, group.stop, size):
        columns = there.take(len(arrays[0]))
        for name, array, column in zip(plan.columns, arrays, columns, strict=True):
            if name in told:
                continue
            found = _first(array, column, name, row, plan)
            if found is not None:
                told.add(name)
                yield found
        row += len(arrays[0])


@attrs.define
class _Reader:
    """The rows of a file, from batches of any sizes."""

    batches: Iterator[pa.RecordBatch]
    _held: list[pa.RecordBatch] = attrs.field(factory=list)

    def take(self, count: int) -> list[pa.Array]:
        """Return the columns of the next `count` rows, of which there are enough."""
        while sum(one.num_rows for one in self._held) < count:
            self._held.append(next(self.batches))
        table = pa.Table.from_batches(self._held)
        self._held = table.slice(count).to_batches()
        return [column.combine_chunks() for column in table.slice(0, count).columns]


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
