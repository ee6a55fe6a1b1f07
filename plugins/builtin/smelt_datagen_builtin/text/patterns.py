"""The template language of `string_pattern`: literal text and placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

_TOKEN = re.compile(
    r"(?P<escape>\{\{|\}\})|\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?::(?P<arguments>[^{}]*))?\}"
)


@attrs.frozen
class Placeholder:
    """The `position`-th placeholder of a template, from 0: `{name}` or `{name:arguments}`."""

    name: str
    arguments: str | None
    position: int


def parse(template: str) -> list[str | Placeholder]:
    """Return the literals, never empty and never two in a row, and the placeholders."""
    return list(_joined(_tokens(template)))


def _tokens(template: str) -> Iterator[str | Placeholder]:
    end = placeholders = 0
    for token in _TOKEN.finditer(template):
        yield template[end : token.start()]
        end = token.end()
        if token["escape"]:
            yield token["escape"][0]
        else:
            yield Placeholder(token["name"], token["arguments"], placeholders)
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
