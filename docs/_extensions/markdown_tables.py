"""Tables in Markdown, and what a cell says about the bounds of a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs
from smelt_datagen.config.keys import RULE
from smelt_datagen.protocol.parameter import parameter_bounds

_SCHEMA_NAMES = {
    "minimum": "ge",
    "maximum": "le",
    "exclusiveMinimum": "gt",
    "exclusiveMaximum": "lt",
    "enum": "choices",
}
_WORDS = {
    "ge": "at least {}",
    "gt": "greater than {}",
    "le": "at most {}",
    "lt": "less than {}",
    "choices": "one of {}",
    "minLength": "not empty",
    "examples": "one of {}",
}


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table whose cells are Markdown."""
    cells = [list(headings), *map(list, rows)]
    cells.insert(1, [":--"] * len(cells[0]))
    lines = (" | ".join(cell.replace("|", r"\|") for cell in row) for row in cells)
    return "\n".join(f"| {line} |" for line in lines)


def bounds_in_words(field: attrs.Attribute[Any]) -> str:
    """Return what a model's key or a parameter must be beyond its type, as ", at least 1"."""
    if RULE not in field.metadata:
        return _words(parameter_bounds(field))
    schema = {} if field.metadata[RULE] is None else field.metadata[RULE].schema
    return _words({_SCHEMA_NAMES.get(name, name): limit for name, limit in schema.items()})


def _words(bounds: Mapping[str, Any]) -> str:
    if {"ge", "le"} <= set(bounds):
        return f", from {bounds['ge']:,} to {bounds['le']:,}"
    told = {name: limit for name, limit in bounds.items() if name != "pattern"}  # has examples
    words = (_WORDS[name].format(_spelled(limit)) for name, limit in told.items())
    return "".join(f", {word}" for word in words)


def _spelled(limit: Any) -> str:
    return f"{limit:,}" if isinstance(limit, int | float) else ", ".join(map(str, limit))
