"""What the engine asks for values."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs
import pyarrow as pa

from smelt_datagen.protocol.column_type import ColumnType

if TYPE_CHECKING:
    from smelt_datagen.protocol.block import Block
    from smelt_datagen.protocol.reference import Reference


class Column:
    """A generator bound to its place: knows its type and makes values."""

    type: ColumnType
    """What the values are."""

    reference: Reference | None = None
    """Which rows of another dataset the values are taken from, if that is how they are made."""

    def generate(self, block: Block) -> pa.Array:
        """Return `len(block)` values, a pure function of the block's rows and stream."""
        raise NotImplementedError


@attrs.frozen(eq=False)
class GeneratedColumn(Column):
    """A column that is its type and one function."""

    type: ColumnType
    make: Callable[[Block], pa.Array]

    def generate(self, block: Block) -> pa.Array:
        """Return what the function makes of the block."""
        return self.make(block)
