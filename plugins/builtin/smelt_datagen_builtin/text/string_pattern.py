"""Text with placeholders."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

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
    near_names,
    param,
)

from smelt_datagen_builtin.choices.constant import Constant
from smelt_datagen_builtin.choices.one_of import OneOf
from smelt_datagen_builtin.identifiers.sequential_id import SequentialId
from smelt_datagen_builtin.identifiers.uuid import Uuid
from smelt_datagen_builtin.numbers.uniform import UniformInt
from smelt_datagen_builtin.text.other_columns import OtherColumn, inserted
from smelt_datagen_builtin.text.patterns import Placeholder, parse
from smelt_datagen_builtin.text.pieces import text_of
from smelt_datagen_builtin.text.template import Slot, Template

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
    where that is null, so is the text. `{{` and `}}` are literal braces; braces around anything
    that does not look like a placeholder stay as they are.
    """

    template: str = param("The text with its placeholders.")

    def bind(self, scope: Scope) -> Column:
        """Return the joined column; fail on a placeholder that does not exist."""
        parts: list[str | Slot] = []
        attempts = scope.attempts()
        for part in parse(self.template):
            with attempts:
                parts.append(part if isinstance(part, str) else self._slot(part, scope))
        attempts.settle()
        if all(isinstance(part, str) for part in parts):
            return Constant(value="".join(map(str, parts))).bind(scope)
        slots = [part for part in parts if isinstance(part, Slot)]
        kind = ColumnType(pa.utf8(), nullable=any(slot.column.type.nullable for slot in slots))
        categorical = None if kind.nullable else _categorical_pattern(parts)
        return categorical or _PatternColumn(kind, Template(parts))

    def _slot(self, placeholder: Placeholder, scope: Scope) -> Slot:
        name = placeholder.name
        path = ("placeholder", placeholder.position)
        if name == _COLUMN:
            column: Column = _other_column(placeholder.arguments, scope)
            return Slot(column, text_of(column.type), path)
        make = _PLACEHOLDERS.get(name)
        if make is None:
            near = near_names(name, [*_PLACEHOLDERS, _COLUMN])
            braces = "literal braces are written '{{' and '}}'"
            scope.fail(f"there is no placeholder '{{{name}}}'{near}; {braces}", "template")
        try:
            generator = make(placeholder.arguments)
        except ValueError as error:
            scope.fail(f"placeholder '{{{name}}}' {error}", "template")
        column = scope.bind(generator, "template")
        return Slot(column, text_of(column.type), path)


@attrs.frozen(eq=False)
class _PatternColumn(Column):
    type: ColumnType
    template: Template

    def generate(self, block: Block) -> pa.Array:
        return self.template.join_or_null(block)


@attrs.frozen(eq=False)
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


def _other_column(name: str | None, scope: Scope) -> OtherColumn:
    if not name:
        scope.fail("placeholder '{column}' needs a name: {column:NAME}", "template")
    original = scope.column(name, "template").type
    kind = inserted(original)
    if kind is None:
        scope.fail(f"column '{name}' is {original.data_type}, which has no text", "template")
    as_text = attrs.evolve(original, format="text") if original.format == "native" else original
    return OtherColumn(kind, name, as_text)


_COLUMN = "column"


def _alone(make: Callable[[], Generator]) -> Callable[[str | None], Generator]:
    def maker(arguments: str | None) -> Generator:
        if arguments is not None:
            raise ValueError(f"takes nothing after its name (found ':{arguments}')")
        return make()

    return maker


def _uniform_int(arguments: str | None) -> Generator:
    limits = re.fullmatch(r"(-?[0-9]+)-(-?[0-9]+)", arguments or "")
    if limits is None:
        raise ValueError("needs a range of two integers: {uniform_int:MIN-MAX}")
    lowest, highest = int(limits[1]), int(limits[2])
    if not -(2**63) <= lowest < highest < 2**63:
        raise ValueError(f"has a range that is empty or beyond 64 bits (found {arguments})")
    return UniformInt(min=lowest, max=highest)


def _one_of(arguments: str | None) -> Generator:
    if not arguments:
        raise ValueError("needs choices: {one_of:a,b,c}")
    return OneOf(values=list(arguments.split(",")))


_PLACEHOLDERS: Mapping[str, Callable[[str | None], Generator]] = {
    "sequential_id": _alone(SequentialId),
    "uuid": _alone(Uuid),
    "uniform_int": _uniform_int,
    "one_of": _one_of,
}
