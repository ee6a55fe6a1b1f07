"""JSON arrays as text."""

from __future__ import annotations

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import string_array
from smelt_datagen.plugin import Block, Column, ColumnType, Generator, Scope, generator, param

from smelt_datagen_builtin.json.brackets import array_text
from smelt_datagen_builtin.json.json_text import JSON, fitting_text
from smelt_datagen_builtin.nested.items import items_of
from smelt_datagen_builtin.text.template import Slot, Template

_MOST_ITEMS_AT_ONCE = 1 << 18
"""Bounds the memory of a block of arrays, however long they are."""


@generator(
    "json_array",
    example="{ type: json_array, item: { type: uuid }, min_items: 0, max_items: 3 }",
    output="string, which is JSON",
)
class JsonArray(Generator):
    """JSON array as compact text, of items that are drawn independently."""

    item: Generator = param("Generator of the items.")
    min_items: int = param("Smallest number of items.", ge=0)
    max_items: int = param("Largest number of items; all are equally likely.", ge=0, le=10_000)

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail on an empty range and on items that have no JSON form."""
        if self.min_items > self.max_items:
            found = f"got {self.min_items}, max_items is {self.max_items}"
            scope.report(f"must be at most max_items ({found})", "min_items")
        item = scope.bind(self.item, "item")
        text = fitting_text(item.type, scope, "item")
        scope.stop_if_failed()
        template = Template([Slot(item, text, ("item",))])
        return _ArrayColumn(JSON, template, self.min_items, self.max_items)


@attrs.frozen(eq=False, repr=False)
class _ArrayColumn(Column):
    type: ColumnType
    item: Template
    min_items: int
    max_items: int

    def generate(self, block: Block) -> pa.Array:
        step = max(1, _MOST_ITEMS_AT_ONCE // max(1, self.max_items))
        positions = np.arange(len(block))
        parts = [
            self._joined(block.at(block.rows.subset(positions[start : start + step])))
            for start in range(0, len(block), step)
        ]
        return pa.concat_arrays(parts) if parts else string_array([])

    def _joined(self, block: Block) -> pa.StringArray:
        lengths = block.integers(self.min_items, self.max_items + 1, "length")
        texts, places = items_of(block, lengths, self.item.join, string_array([]))
        return array_text(texts, places, lengths)
