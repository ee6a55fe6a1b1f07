"""Text with placeholders."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import pyarrow as pa
from smelt_datagen.arrays import code_type, dictionary_array, string_array
from smelt_datagen.plugin import (
    Block,
    Column,
    ColumnType,
    Generator,
    Scope,
    generator,
    param,
)

from smelt_datagen_builtin.choices.constant import Constant
from smelt_datagen_builtin.text.patterns import parse, slips_in
from smelt_datagen_builtin.text.placeholders import NAMES, slot_of
from smelt_datagen_builtin.text.template import Slot, Template
from smelt_datagen_builtin.text.unique_pattern import unique_column

_MOST_CATEGORIES = 1 << 15
"""Patterns with up to this many different texts are categorical."""


@generator(
    "string_pattern",
    example='{ type: string_pattern, template: "user_{sequential_id}@example.com" }',
    output="string",
    independent_of=("seed", "dataset", "column"),  # of the example, which has the row's number only
)
class StringPattern(Generator):
    """Text with placeholders that are filled anew in every row.

    Placeholders: `{sequential_id}`, `{uuid}`, `{uniform_int:MIN-MAX}` (from MIN up to, not
    including, MAX), `{one_of:a,b,c}` and `{column:NAME}`: another column of the row, or a path;
    where that is null, so is the text. A number may have a format, as in Python:
    `{sequential_id:09d}`, `{uniform_int:0-100:02d}`, `{column:price:.2f}`.

    `{{` and `}}` are literal braces. A brace beside the name of a placeholder, or a similar name,
    that makes no placeholder is an error; all other braces stay as they are.
    """

    template: str = param("The text with its placeholders.")
    unique: bool = param(
        "Whether no text comes twice: row by row, another one of all that the template makes.",
        default=False,
    )

    def bind(self, scope: Scope) -> Column:
        """Return the joined column; fail on a placeholder that does not exist."""
        parts: list[str | Slot] = []
        attempts = scope.attempts()
        for slip in slips_in(self.template, NAMES):
            scope.report(slip, "template")
        for part in parse(self.template):
            with attempts:
                parts.append(part if isinstance(part, str) else slot_of(part, scope))
        attempts.settle()
        scope.stop_if_failed()
        if self.unique and (column := unique_column(parts, scope)) is not None:
            return column
        if all(isinstance(part, str) for part in parts):
            return Constant(value="".join(map(str, parts))).bind(scope)
        slots = [part for part in parts if isinstance(part, Slot)]
        kind = ColumnType(pa.utf8(), nullable=any(slot.column.type.nullable for slot in slots))
        categorical = None if kind.nullable else _categorical_pattern(parts)
        return categorical or _PatternColumn(kind, Template(parts))


@attrs.frozen(eq=False, repr=False)
class _PatternColumn(Column):
    type: ColumnType
    template: Template

    def generate(self, block: Block) -> pa.Array:
        return self.template.join_or_null(block)


@attrs.frozen(eq=False, repr=False)
class _CategoricalPattern(Column):
    """A pattern with one placeholder that has few texts."""

    type: ColumnType
    slot: Slot
    texts: pa.StringArray

    def generate(self, block: Block) -> pa.Array:
        values = self.slot.column.generate(block.child(*self.slot.path))
        (codes,) = self.slot.text.pieces(values)
        dtype = code_type(len(self.texts))
        return dictionary_array(codes.astype(dtype, copy=False), self.texts)


def _categorical_pattern(parts: Sequence[str | Slot]) -> Column | None:
    slots = [part for part in parts if isinstance(part, Slot)]
    tables = slots[0].text.tables
    if len(slots) > 1 or len(tables) > 1:
        return None
    (table,) = tables
    if table is None or len(table) > _MOST_CATEGORIES:
        return None
    place = parts.index(slots[0])
    before, behind = "".join(map(str, parts[:place])), "".join(map(str, parts[place + 1 :]))
    texts = string_array([f"{before}{text}{behind}" for text in table.to_pylist()])
    return _CategoricalPattern(ColumnType.categorical(texts), slots[0], texts)
