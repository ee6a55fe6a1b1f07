"""A plan's rows as Arrow data, in blocks."""

from __future__ import annotations

import numbers
from collections.abc import Iterator, Sequence

import pyarrow as pa

from smelt_datagen.arguments import check_type
from smelt_datagen.arrays.conversion import decoded
from smelt_datagen.errors import ArgumentError, RowsError
from smelt_datagen.execution.row_width import BLOCK_ROWS, block_rows
from smelt_datagen.planning.plan import DatasetPlan, Part
from smelt_datagen.planning.redelivery import Redelivery


def pieces(start: int, stop: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield the rows [start, stop) in pieces of `size` rows; the last one may have fewer."""
    for low in range(start, stop, size):
        yield low, min(low + size, stop)


def blocks(
    plan: DatasetPlan, names: Sequence[str], start: int, stop: int, size: int = BLOCK_ROWS
) -> Iterator[list[pa.Array]]:
    """Yield the columns `names` of rows [start, stop), as written, `size` rows at a time."""
    for low, high in pieces(start, stop, size):
        rows = plan.bound.range(low, high)
        yield [plan.as_written(name, rows.column(name)) for name in names]


def part_blocks(
    plan: DatasetPlan, part: Part, start: int, stop: int, size: int = BLOCK_ROWS
) -> Iterator[list[pa.Array]]:
    """Yield the rows at positions [start, stop) of a part: primary rows first, then copies."""
    primary = part.stop - part.start
    if start < primary:
        first, last = part.start + start, part.start + min(stop, primary)
        yield from blocks(plan, plan.columns, first, last, size)
    if plan.redelivery is not None and stop > primary:
        (earlier,) = plan.redelivery.copies_before([part.start])
        first, last = max(start - primary, 0), stop - primary
        yield from _copies(plan, plan.redelivery, earlier + first, earlier + last, size)


def blocks_of_parts(plan: DatasetPlan, parts: Sequence[Part]) -> Iterator[list[list[pa.Array]]]:
    """Yield for each of `parts`, which follow each other, what `part_blocks` gives of all its rows.

    The rows of all of them are made at once, as one block, and then cut: for a few rows, a block
    costs what it does for some thousand.
    """
    first, last, copies = parts[0].start, parts[-1].stop, sum(part.copies for part in parts)
    together = Part(parts[0].folder, parts[0].path, first, last, copies)
    arrays = iter([*part_blocks(plan, together, 0, together.row_count, together.row_count)])
    primary, copied = next(arrays, []) if first < last else [], next(arrays, [])
    seen = 0
    for part in parts:
        length = part.stop - part.start
        cuts = ((primary, part.start - first, length), (copied, seen, part.copies))
        yield [[one.slice(at, count) for one in made] for made, at, count in cuts if count]
        seen += part.copies


def _copies(
    plan: DatasetPlan, redelivery: Redelivery, start: int, stop: int, size: int
) -> Iterator[list[pa.Array]]:
    """Yield copies [start, stop) of the dataset's rows, a block at a time."""
    for low, high in pieces(start, stop, size):
        rows = redelivery.rows(low, high)
        arrays = redelivery.arrays(rows, plan.columns)
        yield [plan.as_written(*column) for column in zip(plan.columns, arrays, strict=True)]


def to_reader(plan: DatasetPlan, start: int = 0, stop: int | None = None) -> pa.RecordBatchReader:
    """Return the rows [start, stop) of a dataset as a lazy reader of record batches.

    These are primary rows: copies that are redelivered have no number. The schema is
    `plan.schema`. Any slice costs only itself. Raises RowsError, an IndexError,
    for rows that the dataset does not have, and ArgumentError for what is no DatasetPlan.
    """
    check_type("plan", plan, DatasetPlan, "a DatasetPlan, as plan[NAME] gives it")
    last = plan.row_count if stop is None else stop
    if not (isinstance(start, numbers.Integral) and isinstance(last, numbers.Integral)):
        raise ArgumentError(f"rows {start!r} to {last!r} of '{plan.name}' are no integers")
    begin, end = int(start), int(last)
    if not 0 <= begin <= end <= plan.row_count:
        raise RowsError(f"rows {begin} to {end} of '{plan.name}', which has {plan.row_count}")
    schema = plan.schema
    size = block_rows(plan)
    made = (
        pa.record_batch(
            [decoded(array, field.type) for array, field in zip(arrays, schema, strict=True)],
            schema=schema,
        )
        for arrays in blocks(plan, plan.table_columns, begin, end, size)
    )
    return pa.RecordBatchReader.from_batches(schema, made)


def to_table(plan: DatasetPlan, start: int = 0, stop: int | None = None) -> pa.Table:
    """Return the rows [start, stop) of a dataset as a table (see `to_reader`)."""
    return to_reader(plan, start, stop).read_all()
