"""The rows at which an expression is evaluated: all of a block, or those of a branch."""

from __future__ import annotations

from typing import Any, NoReturn

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import arrow_array, take
from smelt_datagen.errors import DataError
from smelt_datagen.plugin import Dataset, Rows, Stream

from smelt_datagen_builtin.expressions.vectors import BoolArray

Positions = npt.NDArray[np.integer[Any]]


@attrs.frozen(eq=False, repr=False)
class Evaluated:
    """Some rows, whose columns an expression can see."""

    rows: Rows
    place: str
    """Whose values are made, for errors."""
    positions: Positions | None = None
    """Which of the rows; None for all."""

    def __len__(self) -> int:
        return len(self.rows) if self.positions is None else len(self.positions)

    @property
    def index(self) -> npt.NDArray[np.uint64]:
        """The numbers of the rows, from 0."""
        index = self.rows.index
        return index if self.positions is None else index[self.positions]

    def column(self, path: str) -> pa.Array:
        """Return a column of the row, or of one that it refers to, as it is made."""
        array = self.rows.column(path)
        return array if self.positions is None else take(array, arrow_array(self.positions))

    def subset(self, where: BoolArray) -> Evaluated:
        """Return the rows at which it is true."""
        chosen = np.flatnonzero(where)
        inside = chosen if self.positions is None else self.positions[chosen]
        return attrs.evolve(self, positions=inside)

    def fail(self, position: int, message: str) -> NoReturn:
        """Raise the error of a value that there cannot be."""
        raise DataError(f"{self.place}, row {self.index[position]}: {message}")


@attrs.frozen(eq=False, repr=False)
class OfDictionary(Evaluated):
    """The categories of a column in place of rows, and a null behind them."""

    values: pa.Array = attrs.field(kw_only=True)

    def __len__(self) -> int:
        return len(self.values) if self.positions is None else len(self.positions)

    def column(self, path: str) -> pa.Array:  # noqa: ARG002 (there is one)
        """Return the values, whatever is asked for."""
        if self.positions is None:
            return self.values
        return take(self.values, arrow_array(self.positions))

    def fail(self, position: int, message: str) -> NoReturn:  # noqa: ARG002 (no row is known)
        """Raise the error: which rows have this category, only these can tell."""
        raise DataError(message)


NOWHERE = OfDictionary(Dataset("", 0, Stream(0)).range(0, 0), "", values=pa.nulls(1))
"""One row without columns, at which constants are calculated."""
