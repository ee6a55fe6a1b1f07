"""The template language of `string_pattern`: literal text and placeholders."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import attrs

from smelt_datagen_builtin.text.slips import slips

_TOKEN = re.compile(
    r"(?P<escape>\{\{|\}\})|\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?::(?P<arguments>[^{}]*))?\}"
)


@attrs.frozen
class Placeholder:
    """The `position`-th placeholder of a template, from 0: `{name}` or `{name:arguments}`."""

    name: str
    arguments: str | None
    position: int
    start: int = attrs.field(default=0, eq=False)
    """Where in the template it begins."""


def parse(template: str) -> list[str | Placeholder]:
    """Return the literals, never empty and never two in a row, and the placeholders."""
    return list(_joined(_tokens(template)))


def slips_in(template: str, names: Collection[str]) -> list[str]:
    """Return a message for everything that is all but a placeholder of these names."""
    end, literals = 0, []
    for token in _TOKEN.finditer(template):
        literals.append((end, template[end : token.start()]))
        end = token.end()
    return slips([*literals, (end, template[end:])], names)


def _tokens(template: str) -> Iterator[str | Placeholder]:
    end = placeholders = 0
    for token in _TOKEN.finditer(template):
        yield template[end : token.start()]
        end = token.end()
        if token["escape"]:
            yield token["escape"][0]
        else:
            yield Placeholder(token["name"], token["arguments"], placeholders, token.start())
            placeholders += 1
    yield template[end:]


def _joined(parts: Iterator[str | Placeholder]) -> Iterator[str | Placeholder]:
    literal = ""
    for part in parts:
        if isinstance(part, str):
            literal += part
            continue
        if literal:
            yield literal
        literal = ""
        yield part
    if literal:
        yield literal
