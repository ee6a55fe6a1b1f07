"""Some columns of those rows of a plan that a condition holds for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from smelt_datagen.arrays.conversion import arrow_array, decoded, take
from smelt_datagen.execution.blocks import pieces
from smelt_datagen.execution.row_width import block_rows
from smelt_datagen.planning.plan import DatasetPlan
from smelt_datagen.protocol.dataset import Rows

_MOST_ROWS = 1 << 15
"""Of a batch that is read: whoever stops early has not made many more than they took."""

Condition: TypeAlias = Callable[[pa.RecordBatch], npt.NDArray[np.bool_]]
"""Which rows of a record batch are wanted."""


@attrs.frozen(eq=False)
class Looked:
    """Rows of a block, and the columns of them that a condition looks at."""

    rows: Rows
    seen: pa.RecordBatch


@attrs.frozen(eq=False)
class Selection:
    """The columns `names` of the rows that `condition` holds for, all rows if it is None.

    Values are a function of their row. So of a block only the columns `looked_at` are made for all
    rows, and of the others only the rows that are left.
    """

    plan: DatasetPlan
    names: tuple[str, ...]
    condition: Condition | None = None
    looked_at: tuple[str, ...] = ()

    @property
    def schema(self) -> pa.Schema:
        """Of the record batches."""
        return _schema(self.plan, self.names)

    def ranges(self, start: int, stop: int, most: int | None = None) -> Iterator[tuple[int, int]]:
        """Yield the rows [start, stop) in blocks, of at most `most` rows."""
        size = block_rows(self.plan, tuple(dict.fromkeys([*self.names, *self.looked_at])))
        size = max(1, min(size, _MOST_ROWS if most is None else most))
        yield from pieces(start, stop, size)

    def block(self, rows: tuple[int, int]) -> pa.RecordBatch:
        """Return what is selected of the rows of a range."""
        return self.rest(self.look(rows))

    def count(self, rows: tuple[int, int]) -> int:
        """Return of how many rows of a range the condition holds."""
        if self.condition is None:
            return rows[1] - rows[0]
        return int(np.count_nonzero(self.condition(self.look(rows).seen)))

    def look(self, rows: tuple[int, int]) -> Looked:
        """Make what the condition looks at."""
        made = self.plan.bound.range(*rows)
        return Looked(made, self._batch(made, self.looked_at))

    def rest(self, looked: Looked) -> pa.RecordBatch:
        """Return what is selected of rows that were looked at."""
        if self.condition is None:
            return self._batch(looked.rows, self.names)
        wanted = np.flatnonzero(self.condition(looked.seen))
        if len(wanted) == len(looked.rows):
            return self._batch(looked.rows, self.names)
        rows = self.plan.bound.rows(looked.rows.index[wanted])
        positions = arrow_array(wanted)
        seen = {name: looked.seen.column(name) for name in self.looked_at}
        arrays = [
            take(seen[name], positions) if name in seen else self._column(rows, name)
            for name in self.names
        ]
        return record_batch(arrays, self.schema, len(rows))

    def at(self, rows: Rows) -> pa.RecordBatch:
        """Return the columns of any rows, whatever the condition."""
        return self._batch(rows, self.names)

    def _batch(self, rows: Rows, names: tuple[str, ...]) -> pa.RecordBatch:
        arrays = [self._column(rows, name) for name in names]
        return record_batch(arrays, _schema(self.plan, names), len(rows))

    def _column(self, rows: Rows, name: str) -> pa.Array:
        array = self.plan.as_written(name, rows.column(name))
        return decoded(array, self.plan.written_type(name).data_type)


def _schema(plan: DatasetPlan, names: tuple[str, ...]) -> pa.Schema:
    whole = plan.schema
    return pa.schema([whole.field(name) for name in names])


def record_batch(arrays: list[pa.Array], schema: pa.Schema, rows: int) -> pa.RecordBatch:
    """Return arrays as a record batch, which knows the number of its rows even without any."""
    if arrays:
        return pa.record_batch(arrays, schema=schema)
    empty = pa.StructArray.from_buffers(pa.struct([]), rows, [None], children=[])
    return pa.RecordBatch.from_struct_array(empty)
