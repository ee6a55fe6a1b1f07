"""Scans of a plan's rows: what `pyarrow.dataset.Scanner` has, and what engines call of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import dataset as ds
from pyarrow.compute import Expression

from smelt_datagen.arrays.conversion import cast, numpy_values
from smelt_datagen.execution.cores import cores, in_order
from smelt_datagen.planning.plan import DatasetPlan
from smelt_datagen.tables.expressions import evaluated, holds, named_columns
from smelt_datagen.tables.selection import Selection


class PlannedScanner:
    """Makes the wanted columns of the rows [start, stop) of a plan that a filter holds for.

    `columns` are names, or expressions by the names of what they make, or None for all. A filter
    may name columns that are not among them. Blocks of at most `batch_size` rows are made on all
    cores, or on one if not `use_threads`, in the order of the rows; nothing before it is asked for.

    Raises ArrowInvalid for a column that the plan does not have.
    """

    def __init__(
        self,
        plan: DatasetPlan,
        start: int,
        stop: int,
        *,
        columns: Sequence[str] | Mapping[str, Expression] | None = None,
        filter: Expression | None = None,  # noqa: A002 (Arrow's name)
        batch_size: int | None = None,
        use_threads: bool = True,
    ) -> None:
        self._plan = plan
        self._range = (start, stop)
        self._batch_size = batch_size
        self._workers = cores() if use_threads else 1
        self._made = columns if isinstance(columns, Mapping) else None
        self._filter = filter
        self._selection = Selection(
            plan,
            self._needed(columns),
            None if filter is None else partial(holds, condition=filter),
            () if filter is None else named_columns([filter], plan.schema),
        )

    def _needed(self, columns: Sequence[str] | Mapping[str, Expression] | None) -> tuple[str, ...]:
        if columns is None:
            return self._plan.table_columns
        if isinstance(columns, Mapping):
            return named_columns([*columns.values()], self._plan.schema)
        named_columns([ds.field(name) for name in columns], self._plan.schema)
        return tuple(columns)

    @property
    def dataset_schema(self) -> pa.Schema:
        """The schema of the plan."""
        return self._plan.schema

    @property
    def projected_schema(self) -> pa.Schema:
        """The schema of the record batches."""
        if self._made is None:
            return self._selection.schema
        return self._projected(self._selection.schema.empty_table()).schema

    def to_batches(self) -> Iterator[pa.RecordBatch]:
        """Yield the rows as record batches."""
        ranges = self._selection.ranges(*self._range, self._batch_size)
        for batch in in_order(self._selection.block, ranges, self._workers):
            if self._made is None:
                yield batch
            else:
                yield from self._projected(pa.Table.from_batches([batch])).to_batches()

    def scan_batches(self) -> Iterator[Any]:
        """Raise NotImplementedError: which fragment a batch is of, no engine has asked yet."""
        raise NotImplementedError("a plan has no tagged record batches: use to_batches()")

    def to_reader(self) -> pa.RecordBatchReader:
        """Return the rows as a reader of record batches."""
        return pa.RecordBatchReader.from_batches(self.projected_schema, self.to_batches())

    def to_table(self) -> pa.Table:
        """Return the rows as a table."""
        return pa.Table.from_batches(self.to_batches(), self.projected_schema)

    def head(self, num_rows: int) -> pa.Table:
        """Return the first rows; no block behind them is begun but those that are ahead."""
        found: list[pa.RecordBatch] = []
        left = num_rows
        made = self.to_batches()
        while left > 0 and (batch := next(made, None)) is not None:
            found.append(batch.slice(0, left))
            left -= len(found[-1])
        return pa.Table.from_batches(found, self.projected_schema)

    def take(self, indices: Any) -> pa.Table:
        """Return the rows at these positions; without a filter, only they are made.

        Raises IndexError for one that is not there.
        """
        places = numpy_values(cast(pa.array(indices), pa.int64()))
        if self._filter is not None or self._made is not None:
            return self.to_table().take(indices)
        start, stop = self._range
        if len(places) and not 0 <= places.min() <= places.max() < stop - start:
            raise IndexError(f"rows of '{self._plan.name}', which has {stop - start}")
        rows = self._plan.bound.rows(places.astype(np.uint64) + np.uint64(start))
        return pa.Table.from_batches([self._selection.at(rows)])

    def count_rows(self) -> int:
        """Return the number of rows; without a filter, none is made."""
        start, stop = self._range
        if self._filter is None:
            return stop - start
        ranges = self._selection.ranges(start, stop, self._batch_size)
        return sum(in_order(self._selection.count, ranges, self._workers))

    def _projected(self, table: pa.Table) -> pa.Table:
        assert self._made is not None  # noqa: S101 (or nothing is projected)
        return evaluated(table, self._made)
