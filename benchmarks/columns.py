"""Columns and the generators within them, read from a workload's document.

Peers import this module, so it stays cheap to import.
"""

import re
from dataclasses import dataclass
from typing import Any

PLACEHOLDER = re.compile(r"\{([a-z_]+)(?::(-?\d+)-(-?\d+))?\}")


@dataclass(frozen=True)
class Column:
    """A column: its generator's type, that generator's parameters, and the generators within it.

    Those are the fields of an object, the one generator of an optional, or the parts of a pattern:
    its placeholders and, as constants, the text between them.
    """

    name: str
    kind: str
    options: dict[str, Any]
    inner: tuple["Column", ...] = ()

    def kinds(self) -> set[str]:
        """Return the types of the generator and of all within it."""
        return {self.kind}.union(*(column.kinds() for column in self.inner))


def parse(name: str, generator: dict[str, Any], sizes: dict[str, int]) -> Column:
    """Read a generator; `sizes` are the rows of the datasets that a foreign key can refer to."""
    options = dict(generator)
    kind = options.pop("type")
    if kind == "foreign_key":
        options["target_rows"] = sizes[options["dataset"]]
    return Column(name, kind, options, _inner(kind, options, sizes))


def _inner(kind: str, options: dict[str, Any], sizes: dict[str, int]) -> tuple[Column, ...]:
    if kind == "json_object":
        fields = options.pop("fields")
        return tuple(parse(name, field, sizes) for name, field in fields.items())
    if kind == "optional":
        return (parse("inner", options.pop("inner"), sizes),)
    if kind == "string_pattern":
        return tuple(_parts(options.pop("template")))
    return ()


def _parts(template: str) -> list[Column]:
    parts, end = [], 0
    for match in PLACEHOLDER.finditer(template):
        parts += [_constant(template[end : match.start()]), _placeholder(match)]
        end = match.end()
    return [part for part in [*parts, _constant(template[end:])] if part.options != {"value": ""}]


def _constant(text: str) -> Column:
    return Column("text", "constant", {"value": text})


def _placeholder(match: re.Match[str]) -> Column:
    kind, lower, upper = match.groups()
    return Column(kind, kind, {"min": int(lower), "max": int(upper)} if lower else {})
