"""Which rows of another dataset the rows of one refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from smelt_datagen.arrays.conversion import arrow_array
from smelt_datagen.arrays.nulls import with_validity
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.column_type import ColumnType

if TYPE_CHECKING:
    from smelt_datagen.protocol.block import Block
    from smelt_datagen.protocol.dataset import Dataset, Rows
    from smelt_datagen.protocol.draw_source import DrawSource
    from smelt_datagen.randomness.streams import Stream


@attrs.frozen(eq=False, repr=False)
class Targets:
    """The rows of another dataset that a block's rows refer to, one for each of them."""

    rows: Rows
    """Where there is none, any row stands."""

    valid: npt.NDArray[np.bool_] | None = None
    """Where there is one; None if there is one everywhere."""

    def column(self, name: str | None) -> pa.Array:
        """Return the target's column `name` at these rows, null where there is none.

        Without a name, the number of the row, from 1.
        """
        if name is None:
            array = arrow_array((self.rows.index + np.uint64(1)).view(np.int64))
        else:
            array = self.rows.column(name)
        return array if self.valid is None else with_validity(array, self.valid)

    def follow(self, name: str) -> Targets:
        """Return the rows that the target's column `name` refers to, at these rows."""
        further = self.rows.follow(name)
        if self.valid is None:
            return further
        valid = self.valid if further.valid is None else self.valid & further.valid
        return Targets(further.rows, valid)


@attrs.frozen(eq=False, repr=False)
class Reference:
    """Rows of a dataset to rows of another, `target`.

    The law: the value of the column that has it is the target's column `key` at these rows; where
    there is no key, the row's number from 1. Ask for the rows through `block.follow(reference)` or
    `rows.follow(column)`, which compute them once.
    """

    target: Dataset
    key: str | None

    @property
    def inverts_draw(self) -> bool:
        """Whether the target's row follows from the draw without a label and never falls with it.

        A generator that inverts its draw is held to this, too, if its column has a reference.
        """
        return False

    def rows(self, block: Block) -> Targets:
        """Return the target's rows, a pure function of the block's rows and stream."""
        raise NotImplementedError

    def drawing(self, source: DrawSource) -> Reference:
        """Return the reference whose rows follow from the numbers of another source."""
        return SourcedReference(self.target, self.key, self, source)


@attrs.frozen(eq=False, repr=False)
class SourcedReference(Reference):
    """The rows that the reference `inner` leads to with a source behind its draw."""

    inner: Reference
    source: DrawSource

    def rows(self, block: Block) -> Targets:
        """Return what the inner reference makes of the source's numbers."""
        return block.drawing(self.source).follow(self.inner)


@attrs.frozen(eq=False, repr=False)
class UniformReference(Reference):
    """A row of the target, uniform; for all columns of one `stream`, if there is one, the same."""

    stream: Stream | None = None

    @property
    def inverts_draw(self) -> bool:
        """Whether it has no stream of its own."""
        return self.stream is None

    def rows(self, block: Block) -> Targets:
        """Return one random row of the target for every row."""
        if self.stream is None:
            return self._pick(block)
        return block.rows.derived(self.target, self.stream, self._pick)

    def _pick(self, block: Block) -> Targets:
        return Targets(self.target.rows(block.integers(0, self.target.row_count)))


@attrs.frozen(eq=False, repr=False)
class ReferenceColumn(Column):
    """The key of the row that a reference leads to, null where there is none."""

    type: ColumnType
    reference: Reference

    def generate(self, block: Block) -> pa.Array:
        """Return one key per row."""
        return block.follow(self.reference).column(self.reference.key)
