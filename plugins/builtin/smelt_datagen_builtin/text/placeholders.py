"""The placeholders of `string_pattern`: what fills each, and how that is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import attrs
from smelt_datagen.plugin import Generator, Scope, near_names

from smelt_datagen_builtin.choices.one_of import OneOf
from smelt_datagen_builtin.identifiers.sequential_id import SequentialId
from smelt_datagen_builtin.identifiers.uuid import Uuid
from smelt_datagen_builtin.numbers.uniform import UniformInt
from smelt_datagen_builtin.text.format_specs import FormatSpec, looks_like_spec, parsed_spec
from smelt_datagen_builtin.text.formatted import formatted, is_formatted_as_number
from smelt_datagen_builtin.text.other_columns import OtherColumn, inserted
from smelt_datagen_builtin.text.patterns import Placeholder
from smelt_datagen_builtin.text.pieces import text_of
from smelt_datagen_builtin.text.template import Slot

_COLUMN = "column"


def slot_of(placeholder: Placeholder, scope: Scope) -> Slot:
    """Return the place that a placeholder's values fill; fail on one that does not exist."""
    name = placeholder.name
    try:
        if name == _COLUMN:
            return _column_slot(placeholder, scope)
        make = _MAKERS.get(name)
        if make is None:
            near = near_names(name, NAMES)
            braces = "literal braces are written '{{' and '}}'"
            scope.fail(f"there is no placeholder '{{{name}}}'{near}; {braces}", "template")
        generator, spec = make(placeholder.arguments)
        column = scope.bind(generator, "template")
        text = text_of(column.type) if spec is None else formatted(column.type, spec)
    except ValueError as error:
        scope.fail(f"placeholder '{{{name}}}' {error}", "template")
    return Slot(column, text, _path(placeholder), spec, name)


def _path(placeholder: Placeholder) -> tuple[str | int, ...]:
    return ("placeholder", placeholder.position)


def _column_slot(placeholder: Placeholder, scope: Scope) -> Slot:
    if not placeholder.arguments:
        scope.fail("placeholder '{column}' needs a name: {column:NAME}", "template")
    name, spec = _name_and_spec(placeholder.arguments, scope)
    original = scope.column(name, "template").type
    if spec is not None and is_formatted_as_number(original):
        column = OtherColumn(original, name, original)
        return Slot(column, formatted(original, spec), _path(placeholder), spec, _COLUMN)
    kind = inserted(original)
    if kind is None:
        scope.fail(f"column '{name}' is {original.data_type}, which has no text", "template")
    as_text = attrs.evolve(original, format="text") if original.format == "native" else original
    column = OtherColumn(kind, name, as_text)
    if spec is None:
        return Slot(column, text_of(kind), _path(placeholder), None, _COLUMN)
    if not spec.is_alignment:
        raise ValueError(
            f"has a format of numbers, '{spec.text}', but column '{name}' is {original.data_type}"
        )
    return Slot(column, formatted(kind, spec), _path(placeholder), spec, _COLUMN)


def _name_and_spec(arguments: str, scope: Scope) -> tuple[str, FormatSpec | None]:
    """Return the column and the format behind the last colon; a name may hold colons itself."""
    name, colon, spec = arguments.rpartition(":")
    if not colon or scope.has_column(arguments):
        return arguments, None
    return name, parsed_spec(spec)


def _sequential_id(arguments: str | None) -> tuple[Generator, FormatSpec | None]:
    if arguments is None:
        return SequentialId(), None
    if not looks_like_spec(arguments):
        words = "takes nothing after its name but a format, such as 09d"
        raise ValueError(f"{words} (found ':{arguments}')")
    return SequentialId(), parsed_spec(arguments)


def _uuid(arguments: str | None) -> tuple[Generator, FormatSpec | None]:
    if arguments is not None:
        raise ValueError(f"takes nothing after its name (found ':{arguments}')")
    return Uuid(), None


def _uniform_int(arguments: str | None) -> tuple[Generator, FormatSpec | None]:
    limits = re.fullmatch(r"(-?[0-9]+)-(-?[0-9]+)(?::(.*))?", arguments or "", re.DOTALL)
    if limits is None:
        raise ValueError("needs a range of two integers: {uniform_int:MIN-MAX}")
    lowest, highest = int(limits[1]), int(limits[2])
    if not -(2**63) <= lowest < highest < 2**63:
        found = f"{limits[1]}-{limits[2]}"
        raise ValueError(f"has a range that is empty or beyond 64 bits (found {found})")
    spec = None if limits[3] is None else parsed_spec(limits[3])
    return UniformInt(min=lowest, max=highest), spec


def _one_of(arguments: str | None) -> tuple[Generator, FormatSpec | None]:
    if not arguments:
        raise ValueError("needs choices: {one_of:a,b,c}")
    return OneOf(values=list(arguments.split(","))), None


_MAKERS: Mapping[str, Callable[[str | None], tuple[Generator, FormatSpec | None]]] = {
    "sequential_id": _sequential_id,
    "uuid": _uuid,
    "uniform_int": _uniform_int,
    "one_of": _one_of,
}
NAMES = (*_MAKERS, _COLUMN)
"""What placeholders are called."""
