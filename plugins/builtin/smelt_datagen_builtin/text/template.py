"""Text with slots that columns fill."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import validity, with_validity, without_nulls
from smelt_datagen.plugin import Block, Column

from smelt_datagen_builtin.text.format_specs import FormatSpec
from smelt_datagen_builtin.text.joiner import Joiner
from smelt_datagen_builtin.text.pieces import TextOf


@attrs.frozen(eq=False, repr=False)
class Slot:
    """A place that a column's text fills; `path` names its stream below the template's."""

    column: Column
    text: TextOf
    path: tuple[str | int, ...]
    spec: FormatSpec | None = None
    """The format in which `text` writes the values, if one is given."""
    name: str = ""
    """What the placeholder is called."""


class Template:
    """Literals and slots, joined to one text per row."""

    def __init__(self, parts: Sequence[str | Slot]) -> None:
        self._slots = [part for part in parts if isinstance(part, Slot)]
        self._joiner = Joiner([part if isinstance(part, str) else part.text for part in parts])

    def join(self, block: Block) -> pa.StringArray:
        """Return one text per row; the texts of the slots' values say what nulls are."""
        return self._joiner.joined(self._values(block), len(block))

    def join_or_null(self, block: Block) -> pa.StringArray:
        """Return one text per row, null where one of its parts is."""
        return self.joined_or_null(self._values(block), block)

    def joined_or_null(self, values: Sequence[pa.Array], block: Block) -> pa.StringArray:
        """Return one text per row of the values of all slots, null where one of them is."""
        texts = self._joiner.joined(list(map(without_nulls, values)), len(block))
        nullable = [array for array in values if array.null_count]
        if not nullable:
            return texts
        return with_validity(texts, np.all([validity(array) for array in nullable], axis=0))

    def _values(self, block: Block) -> list[pa.Array]:
        return [slot.column.generate(block.child(*slot.path)) for slot in self._slots]
