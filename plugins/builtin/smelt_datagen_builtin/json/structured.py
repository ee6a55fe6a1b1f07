"""JSON objects and arrays as text."""

from __future__ import annotations

import json

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import joined_text, string_array
from smelt_datagen.plugin import Block, Column, Generator, Scope, generator, param

from smelt_datagen_builtin.json.json_text import json_text_of
from smelt_datagen_builtin.text.pieces import TextOf
from smelt_datagen_builtin.text.template import Slot, Template

_MOST_ITEMS_AT_ONCE = 1 << 18
"""Bounds the memory of a block of arrays, however long they are."""


@generator(
    "json_object",
    example="{ type: json_object, fields: { event: { type: one_of, values: [view, click] }, "
    "seconds: { type: uniform_int, min: 0, max: 3600 } } }",
    output="string (JSON)",
)
class JsonObject(Generator):
    """JSON object as compact text, its fields in the order of the config.

    Every field is present in every row, a null as `null`. An inner json_object or json_array is
    embedded as it is. Reordering the fields changes their values, renaming them does not.
    """

    fields: dict[str, Generator] = param("Generator of each field.")

    data_type = pa.utf8()
    logical_type = pa.json_()

    def bind(self, scope: Scope) -> Column:
        """Return the joined column; fail on a field that has no JSON form."""
        if not self.fields:
            scope.fail("must have at least one field", "fields")
        columns = scope.bind_all(self.fields, "fields")
        parts: list[str | Slot] = []
        attempts = scope.attempts()
        for position, (name, column) in enumerate(columns.items()):
            with attempts:
                text = _json_text(column, scope, "fields", name)
                parts.append(f"{',' if position else '{'}{json.dumps(name, ensure_ascii=False)}:")
                parts.append(Slot(column, text, ("field", position)))
        attempts.settle()
        return _JsonColumn(Template([*parts, "}"]))


@attrs.frozen(eq=False)
class _JsonColumn(Column):
    template: Template

    data_type = pa.utf8()
    logical_type = pa.json_()

    def generate(self, block: Block) -> pa.Array:
        return self.template.join(block)


@generator(
    "json_array",
    example="{ type: json_array, item: { type: uuid }, min_items: 0, max_items: 3 }",
    output="string (JSON)",
)
class JsonArray(Generator):
    """JSON array as compact text, of items that are drawn independently."""

    item: Generator = param("Generator of the items.")
    min_items: int = param("Smallest number of items.", ge=0)
    max_items: int = param("Largest number of items; all are equally likely.", ge=0, le=10_000)

    data_type = pa.utf8()
    logical_type = pa.json_()

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail on an empty range and on items that have no JSON form."""
        if self.min_items > self.max_items:
            found = f"got {self.min_items}, max_items is {self.max_items}"
            scope.report(f"must be at most max_items ({found})", "min_items")
        item = scope.bind(self.item, "item")
        text = _json_text(item, scope, "item")
        scope.stop_if_failed()
        return _ArrayColumn(Template([Slot(item, text, ("item",))]), self.min_items, self.max_items)


_EMPTY, _OPEN, _BETWEEN, _CLOSE = range(4)


@attrs.frozen(eq=False)
class _ArrayColumn(Column):
    item: Template
    min_items: int
    max_items: int

    data_type = pa.utf8()
    logical_type = pa.json_()

    def generate(self, block: Block) -> pa.Array:
        step = max(1, _MOST_ITEMS_AT_ONCE // max(1, self.max_items))
        positions = np.arange(len(block))
        parts = [
            self._joined(block.at(block.rows.subset(positions[start : start + step])))
            for start in range(0, len(block), step)
        ]
        return pa.concat_arrays(parts) if parts else string_array([])

    def _joined(self, block: Block) -> pa.StringArray:
        """Join brackets, commas and items: 2n + 1 texts for n items, or the empty array."""
        lengths = block.integers(self.min_items, self.max_items + 1, "length")
        starts = np.concatenate([[0], np.cumsum(2 * lengths + 1)])
        runs = np.empty(starts[-1], dtype=np.int32)
        runs[starts[1:] - 1] = np.where(lengths == 0, _EMPTY, _CLOSE)
        tables = [string_array(["[]", "[", ",", "]"])]
        size = len(tables[0])
        for number in range(int(lengths.max(initial=0))):
            longer = np.flatnonzero(lengths > number)
            items = block.at(block.rows.subset(longer)).child("item", number)
            tables.append(self.item.join(items))
            places = starts[longer] + 2 * number
            runs[places] = _BETWEEN if number else _OPEN
            runs[places + 1] = np.arange(size, size + len(longer))
            size += len(longer)
        return joined_text(pa.concat_arrays(tables), runs, starts)


def _json_text(column: Column, scope: Scope, *path: str | int) -> TextOf:
    text = json_text_of(column)
    if text is None:
        scope.fail(f"gives {column.data_type}, which has no JSON form", *path)
    return text
