"""Values of the row before and of the row behind: within the family, if there are families."""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import arrow_array, take, with_validity
from smelt_datagen.plugin import Block, Column, ColumnType, Generator, Rows, Scope, generator, param

from smelt_datagen_builtin.families.orders import ORDERS

_LINES = f"""{ORDERS}
    columns:
      - name: ships_on
        generator: {{ type: date, start: "2025-01-01", end: "2025-12-31" }}
        order: asc
    """


@generator(
    "lag",
    example="{ type: lag, column: ships_on }",
    context=_LINES,
    output="the type of the column, nullable",
    independent_of={"column"},  # it is another column's value
)
class Lag(Generator):
    """Value of a column in the row before, among the children of one parent.

    Null in the first one. Without a parent, all rows of the dataset follow each other.
    """

    column: str = param("The column, or path.")

    def bind(self, scope: Scope) -> Column:
        """Return the column, moved by one row."""
        return _neighbour(scope, self.column, is_before=True)


@generator(
    "lead",
    example="{ type: lead, column: ships_on }",
    context=_LINES,
    output="the type of the column, nullable",
    independent_of={"column"},
)
class Lead(Generator):
    """Value of a column in the next row, among the children of one parent.

    Null in the last one. Without a parent, all rows of the dataset follow each other. So a version
    of something is valid until the next one begins.
    """

    column: str = param("The column, or path.")

    def bind(self, scope: Scope) -> Column:
        """Return the column, moved by one row."""
        return _neighbour(scope, self.column, is_before=False)


def _neighbour(scope: Scope, name: str, *, is_before: bool) -> Column:
    kind = attrs.evolve(scope.column(name, "column").type, nullable=True)
    return _NeighbourColumn(kind, name, is_before)


@attrs.frozen(eq=False, repr=False)
class _NeighbourColumn(Column):
    type: ColumnType
    name: str
    is_before: bool

    def generate(self, block: Block) -> pa.Array:
        rows = block.rows
        there = self._is_there(rows)
        index = rows.index.view(np.int64)
        wanted = index - 1 if self.is_before else index + 1
        if len(rows) > 1 and bool((index[1:] - index[:-1] == 1).all()):
            return with_validity(self._shifted(rows, wanted, there), there)
        return with_validity(_at(rows, np.where(there, wanted, index)).column(self.name), there)

    def _shifted(
        self, rows: Rows, wanted: npt.NDArray[np.int64], there: npt.NDArray[np.bool_]
    ) -> pa.Array:
        """Return the values of consecutive rows, of which only one more is evaluated."""
        edge = 0 if self.is_before else len(rows) - 1
        beyond = _at(rows, np.array([wanted[edge] if there[edge] else rows.index[edge]], np.int64))
        parts = [beyond.column(self.name), rows.column(self.name)]
        joined = pa.concat_arrays(parts if self.is_before else parts[::-1])
        places = np.arange(len(rows)) + (0 if self.is_before else 1)
        return take(joined, arrow_array(places))

    def _is_there(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """Return whether each row has such a neighbour."""
        if rows.dataset.relation is None:
            last = 0 if self.is_before else rows.dataset.row_count - 1
            there: npt.NDArray[np.bool_] = rows.index != np.uint64(last)
        elif self.is_before:
            there = rows.families.positions > 0
        else:
            families = rows.families
            there = families.positions < families.counts[families.places] - 1
        return there


def _at(rows: Rows, numbers: npt.NDArray[np.int64]) -> Rows:
    return rows.dataset.rows(numbers)
