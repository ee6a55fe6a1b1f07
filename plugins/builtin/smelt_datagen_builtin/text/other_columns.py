"""Another column of the row, as a text that stands inside of other text."""

from __future__ import annotations

import attrs
import pyarrow as pa
from smelt_datagen.arrays import exact_cast
from smelt_datagen.plugin import Block, Column, ColumnType


@attrs.frozen(eq=False, repr=False)
class OtherColumn(Column):
    """The column `name` of the row, which may be a path; `type` is what `inserted` returns."""

    type: ColumnType
    name: str
    original: ColumnType

    def generate(self, block: Block) -> pa.Array:
        """Return the other column's values: text, integers or codes."""
        array = self.original.as_written(block.rows.column(self.name))
        if array.type.equals(self.type.array_type):
            return array
        as_text = exact_cast(array.type, pa.utf8())
        return array if as_text is None else as_text(array)


def inserted(kind: ColumnType) -> ColumnType | None:
    """Return the type of a column's values as they are put into text, None for one without text.

    Dates and timestamps as ISO 8601, floats in their shortest form, decimals with
    all their digits, times of day, true and false.
    """
    text = attrs.evolve(kind, format="text") if kind.format == "native" else kind
    written = text.written
    if written.dictionary is not None or pa.types.is_integer(written.data_type):
        return written
    if pa.types.is_string(written.data_type):
        return attrs.evolve(written, format=None)
    if exact_cast(written.data_type, pa.utf8()) is None:
        return None
    return ColumnType(pa.utf8(), nullable=written.nullable)
