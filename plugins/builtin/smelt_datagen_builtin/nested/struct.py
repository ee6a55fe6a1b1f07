"""Structs of named fields."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import pyarrow as pa
from smelt_datagen.arrays import decoded
from smelt_datagen.plugin import Block, Column, ColumnType, Generator, Scope, generator, param


@generator(
    "struct",
    example="{ type: struct, fields: { street: { type: string_pattern, template: "
    '"{uniform_int:1-200} High Street" }, city: { type: one_of, values: [Bath, York] } } }',
    output="struct of the fields' types",
)
class Struct(Generator):
    """Struct (record, nested row) of named fields, in the order of the config.

    Every field draws from a stream that its name gives it: reordering them changes no value.
    """

    fields: dict[str, Generator] = param("Generator of each field.")

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail without fields."""
        if not self.fields:
            scope.fail("must have at least one field", "fields")
        columns = scope.bind_all(self.fields, "fields")
        kind = ColumnType.struct_of({name: column.type for name, column in columns.items()})
        return _StructColumn(kind, [*columns], [*columns.values()])


@attrs.frozen(eq=False, repr=False)
class _StructColumn(Column):
    type: ColumnType
    names: Sequence[str]
    columns: Sequence[Column]

    def generate(self, block: Block) -> pa.Array:
        arrays = [
            decoded(column.generate(block.child("field", name)), column.type.data_type)
            for name, column in zip(self.names, self.columns, strict=True)
        ]
        return pa.StructArray.from_arrays(arrays, fields=[*self.type.data_type])
