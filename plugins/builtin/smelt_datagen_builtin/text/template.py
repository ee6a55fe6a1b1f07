"""Text with slots that columns fill."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import pyarrow as pa
from smelt_datagen.plugin import Block, Column

from smelt_datagen_builtin.text.joiner import Joiner
from smelt_datagen_builtin.text.pieces import TextOf


@attrs.frozen(eq=False)
class Slot:
    """A place that a column's text fills; `path` names its stream below the template's."""

    column: Column
    text: TextOf
    path: tuple[str | int, ...]


class Template:
    """Literals and slots, joined to one text per row."""

    def __init__(self, parts: Sequence[str | Slot]) -> None:
        self._slots = [part for part in parts if isinstance(part, Slot)]
        self._joiner = Joiner([part if isinstance(part, str) else part.text for part in parts])

    def join(self, block: Block) -> pa.StringArray:
        """Return one text per row."""
        values = [slot.column.generate(block.child(*slot.path)) for slot in self._slots]
        return self._joiner.joined(values, len(block))
