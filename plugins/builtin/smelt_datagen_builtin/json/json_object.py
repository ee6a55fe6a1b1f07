"""JSON objects as text."""

from __future__ import annotations

import json

import attrs
import pyarrow as pa
from smelt_datagen.plugin import Block, Column, ColumnType, Generator, Scope, generator, param

from smelt_datagen_builtin.json.json_text import JSON, fitting_text
from smelt_datagen_builtin.text.template import Slot, Template


@generator(
    "json_object",
    example="{ type: json_object, fields: { event: { type: one_of, values: [view, click] }, "
    "seconds: { type: uniform_int, min: 0, max: 3600 } } }",
    output="string, which is JSON",
)
class JsonObject(Generator):
    """JSON object as compact text, its fields in the order of the config.

    Every field is present in every row, a null as `null`. An inner json_object or json_array is
    embedded as it is. Reordering the fields changes their values, renaming them does not.
    """

    fields: dict[str, Generator] = param("Generator of each field.")

    def bind(self, scope: Scope) -> Column:
        """Return the joined column; fail on a field that has no JSON form."""
        if not self.fields:
            scope.fail("must have at least one field", "fields")
        columns = scope.bind_all(self.fields, "fields")
        parts: list[str | Slot] = []
        attempts = scope.attempts()
        for position, (name, column) in enumerate(columns.items()):
            with attempts:
                text = fitting_text(column.type, scope, "fields", name)
                parts.append(f"{',' if position else '{'}{json.dumps(name, ensure_ascii=False)}:")
                parts.append(Slot(column, text, ("field", position)))
        attempts.settle()
        return _JsonColumn(JSON, Template([*parts, "}"]))


@attrs.frozen(eq=False, repr=False)
class _JsonColumn(Column):
    type: ColumnType
    template: Template

    def generate(self, block: Block) -> pa.Array:
        return self.template.join(block)
