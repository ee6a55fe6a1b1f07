"""Strings: constants, choices and patterns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import code_type, dictionary_array, string_array
from smelt_datagen.plugin import (
    Block,
    CategoricalColumn,
    Column,
    Generator,
    GuideTable,
    Scalar,
    Scope,
    generator,
    near_names,
    param,
)

from smelt_datagen_builtin.choices.dictionary import dictionary_of
from smelt_datagen_builtin.identifiers.identifiers import SequentialId, Uuid
from smelt_datagen_builtin.numbers.numbers import UniformInt
from smelt_datagen_builtin.text.patterns import Placeholder, parse
from smelt_datagen_builtin.text.pieces import text_of
from smelt_datagen_builtin.text.template import Slot, Template

_MOST_CATEGORIES = 1 << 15
"""Patterns with up to this many different texts are categorical."""


@generator(
    "constant", example='{ type: constant, value: "active" }', output="the type of the value"
)
class Constant(Generator):
    """The same value in every row."""

    value: Scalar = param("The value: a string, a number, true or false.")

    def bind(self, scope: Scope) -> Column:
        """Return a categorical column of one value."""
        dictionary = dictionary_of([self.value], scope, "value")
        return _ConstantColumn(dictionary, dictionary.type)


@attrs.frozen(eq=False)
class _ConstantColumn(Column):
    dictionary: pa.Array
    data_type: pa.DataType

    def generate(self, block: Block) -> pa.Array:
        return dictionary_array(np.zeros(len(block), dtype=np.int8), self.dictionary)


@generator(
    "weighted_choice",
    example="{ type: weighted_choice, values: { completed: 0.70, shipped: 0.25, returned: 0.05 } }",
    output="the type of the values",
)
class WeightedChoice(Generator):
    """One of several values, each with its own probability."""

    values: dict[Scalar, float] = param(
        "Weight of each value: any numbers from 0; they are normalised."
    )

    def bind(self, scope: Scope) -> Column:
        """Return a categorical column; fail on weights that are no distribution."""
        if not self.values:
            scope.fail("must have at least one value", "values")
        for value, weight in self.values.items():
            if weight < 0:
                scope.report(f"a weight must be at least 0 (found {weight:g})", "values", value)
        if not any(self.values.values()):
            scope.fail("at least one weight must be greater than 0", "values")
        dictionary = dictionary_of(list(self.values), scope, "values")
        scope.stop_if_failed()
        return CategoricalColumn(dictionary, GuideTable(list(self.values.values())))


@generator(
    "one_of",
    example="{ type: one_of, values: [red, green, blue, yellow] }",
    output="the type of the values",
)
class OneOf(Generator):
    """One of several values, all equally likely; a value that is listed twice counts twice."""

    values: list[Scalar] = param("The values: all strings, all numbers, or true and false.")

    def bind(self, scope: Scope) -> Column:
        """Return a categorical column."""
        if not self.values:
            scope.fail("must have at least one value", "values")
        dictionary = dictionary_of(self.values, scope, "values")
        # a dictionary holds each value once, however often the list does
        counts = Counter(self.values)
        return CategoricalColumn(dictionary, GuideTable(list(counts.values())))


@generator(
    "string_pattern",
    example='{ type: string_pattern, template: "user_{sequential_id}@example.com" }',
)
class StringPattern(Generator):
    """Text with placeholders that are filled anew in every row.

    Placeholders: `{sequential_id}`, `{uuid}`, `{uniform_int:MIN-MAX}` (from MIN up to, not
    including, MAX) and `{one_of:a,b,c}`. `{{` and `}}` are literal braces; braces around anything
    that does not look like a placeholder stay as they are.
    """

    template: str = param("The text with its placeholders.")

    data_type = pa.utf8()

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
        return _categorical_pattern(parts) or _PatternColumn(Template(parts))

    def _slot(self, placeholder: Placeholder, scope: Scope) -> Slot:
        name = placeholder.name
        make = _PLACEHOLDERS.get(name)
        if make is None:
            near = near_names(name, _PLACEHOLDERS)
            braces = "literal braces are written '{{' and '}}'"
            scope.fail(f"there is no placeholder '{{{name}}}'{near}; {braces}", "template")
        try:
            generator = make(placeholder.arguments)
        except ValueError as error:
            scope.fail(f"placeholder '{{{name}}}' {error}", "template")
        column = scope.bind(generator, "template")
        return Slot(column, text_of(column), ("placeholder", placeholder.position))


@attrs.frozen(eq=False)
class _PatternColumn(Column):
    template: Template

    data_type = pa.utf8()

    def generate(self, block: Block) -> pa.Array:
        return self.template.join(block)


@attrs.frozen(eq=False)
class _CategoricalPattern(Column):
    """A pattern with one placeholder that has few texts."""

    slot: Slot
    dictionary: pa.Array

    data_type = pa.utf8()

    def generate(self, block: Block) -> pa.Array:
        values = self.slot.column.generate(block.child(*self.slot.path))
        (codes,) = self.slot.text.pieces(values)
        dtype = code_type(len(self.dictionary))
        return dictionary_array(codes.astype(dtype, copy=False), self.dictionary)


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
    texts = [f"{before}{text}{behind}" for text in table.to_pylist()]
    return _CategoricalPattern(slots[0], string_array(texts))


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
