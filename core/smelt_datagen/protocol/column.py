"""What the engine asks for values."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs
import pyarrow as pa

from smelt_datagen.protocol.column_type import ColumnType
from smelt_datagen.protocol.draw_source import STREAM_DRAWS, ReversedDraws

if TYPE_CHECKING:
    from smelt_datagen.protocol.block import Block
    from smelt_datagen.protocol.draw_source import DrawSource
    from smelt_datagen.protocol.reference import Reference


class Column:
    """A generator bound to its place: knows its type and makes values."""

    type: ColumnType
    """What the values are."""

    reference: Reference | None = None
    """Which rows of another dataset the values are taken from, if that is how they are made."""

    draws: DrawSource | None = None
    """The numbers that the values follow from and never fall with, on the column's own stream; None
    if there are no such numbers. A generator that inverts its draw need not say which: see
    `@generator(inverts_draw=True)`."""

    def generate(self, block: Block) -> pa.Array:
        """Return `len(block)` values, a pure function of the block's rows and stream."""
        raise NotImplementedError

    def drawing(self, source: DrawSource) -> Column:
        """Return the column whose values follow from the numbers of another source.

        Asked for if there are `draws` only.
        """
        reference = None if self.reference is None else self.reference.drawing(source)
        return SourcedColumn(self.type, reference, source, self)


@attrs.frozen(eq=False, repr=False)
class GeneratedColumn(Column):
    """A column that is its type and one function."""

    type: ColumnType
    make: Callable[[Block], pa.Array]

    def generate(self, block: Block) -> pa.Array:
        """Return what the function makes of the block."""
        return self.make(block)


@attrs.frozen(eq=False, repr=False)
class SourcedColumn(Column):
    """The column `inner` with a source behind its draw."""

    type: ColumnType
    reference: Reference | None
    draws: DrawSource
    inner: Column

    def generate(self, block: Block) -> pa.Array:
        """Return what the inner column makes of the source's numbers."""
        return self.inner.generate(block.drawing(self.draws))

    def drawing(self, source: DrawSource) -> Column:
        """Return the inner column with the other source in place of this one."""
        return self.inner.drawing(source)


def falling(column: Column) -> Column:
    """Return a column whose values never rise as its draw does as one that inverts its draw."""
    return _FallingColumn(column.type, column)


@attrs.frozen(eq=False, repr=False)
class _FallingColumn(Column):
    type: ColumnType
    inner: Column

    draws = ReversedDraws(STREAM_DRAWS)

    def generate(self, block: Block) -> pa.Array:
        if block.source is not None:
            block = block.drawing(ReversedDraws(block.source))
        return self.inner.generate(block)
