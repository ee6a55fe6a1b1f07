"""What the engine asks for values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from smelt_datagen.arrays.conversion import code_type

if TYPE_CHECKING:
    from smelt_datagen.protocol.block import Block


class Column:
    """A generator bound to its place: knows its type and makes values.

    `data_type` is what is written, `array_type` the type of the arrays that `generate` returns.
    """

    data_type: pa.DataType
    """Type of the values in a file or table."""

    nullable: bool = False
    """Whether a value may be null."""

    dictionary: pa.Array | None = None
    """All values of a categorical column, in code order and without nulls, or None."""

    bounds: tuple[int, int] | None = None
    """Smallest and largest value, both included, of an integral column, where known."""

    @property
    def logical_type(self) -> pa.DataType:
        """What the values mean, if more than `data_type` says.

        A timestamp column is utf8 and means `pa.timestamp("s")`, a date `pa.date32()`, JSON text
        `pa.json_()`.
        """
        return self.data_type

    @property
    def array_type(self) -> pa.DataType:
        """`data_type`, or, of a categorical column, a dictionary of it with the narrowest codes."""
        if self.dictionary is None:
            return self.data_type
        codes = pa.from_numpy_dtype(code_type(len(self.dictionary)))
        return pa.dictionary(codes, self.data_type)

    def generate(self, block: Block) -> pa.Array:
        """Return `len(block)` values, a pure function of the block's rows and stream."""
        raise NotImplementedError


class ColumnLike(Column):
    """Base of columns whose values are of the same kind as those of another column, `like`."""

    def __init__(self, like: Column) -> None:
        self.like = like
        self.data_type = like.data_type
        self.nullable = like.nullable
        self.dictionary = like.dictionary
        self.bounds = like.bounds

    @property
    def logical_type(self) -> pa.DataType:
        """What the other column says."""
        return self.like.logical_type
