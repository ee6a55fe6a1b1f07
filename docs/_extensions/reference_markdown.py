"""Markdown of the generator reference, rendered from the registered classes."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, get_type_hints

import attrs
import yaml
from markdown_tables import bounds_in_words, table
from smelt_datagen.plugin import Generator
from smelt_datagen.plugins.registry import Plugin, Plugins
from smelt_datagen.plugins.selection import is_own
from smelt_datagen.protocol.parameter import parameters
from smelt_datagen.reference.entries import Parameter, entry, parameters_of
from smelt_datagen.reference.short_list import KEYS, lines_by_group
from smelt_datagen.reference.types import nested

_LONGEST_LINE = 84
"""YAML up to this length stays on one line."""


def generators(plugin: Plugin) -> str:
    """Return the reference of every generator of `plugin`, a section for each of its modules."""
    groups = groupby(plugin.generators, key=lambda cls: cls.__module__)
    return "\n\n".join(_module(name, classes) for name, classes in groups)


def generator_list(plugins: Plugins) -> str:
    """Return a table for each group of built-in generators: their types and what they make."""
    own = Plugins(tuple(one for one in plugins.found if is_own(one.origin.distribution)))
    groups = {name: lines for name, lines in lines_by_group(own).items() if name != KEYS}
    return "\n\n".join(
        table((group, "makes"), ((f"[`{type_}`](#{anchor(type_)})", text) for type_, text in lines))
        for group, lines in groups.items()
    )


def anchor(type_name: str) -> str:
    """Return the name by which pages link to a generator."""
    return f"generator-{type_name.replace('_', '-').replace('.', '-')}"


def _module(name: str, classes: Iterable[type[Generator]]) -> str:
    summary = (inspect.getdoc(sys.modules[name]) or "").partition("\n")[0]
    entries = map(_entry, classes)
    return "\n\n".join([f"## {summary.rstrip('.')}", *entries])


def _entry(cls: type[Generator]) -> str:
    return "\n\n".join(filter(None, _paragraphs(cls)))


def _paragraphs(cls: type[Generator]) -> Iterator[str]:
    shown = entry(cls)
    yield f"({anchor(shown.type)})=\n### `{shown.type}`"
    yield shown.summary
    yield shown.details
    rows = list(_rows(cls))
    yield table(("parameter", "type", "default", "meaning"), rows) if rows else "No parameters."
    yield f"Output: {shown.output}."
    example = "\n".join(_yaml("generator", yaml.safe_load(shown.example), shown.example))
    yield f"```yaml\n{example}\n```"


def _rows(cls: type, before: str = "", outer: tuple[type, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield a row for each parameter, and behind it one for each key that stands inside it."""
    hints = get_type_hints(cls)
    for parameter, field in zip(parameters_of(cls, outer), parameters(cls), strict=True):
        yield _row(parameter, field, before)
        for inside in nested(hints[field.name]):
            if inside not in (*outer, cls):
                yield from _rows(inside, f"{before}{parameter.name}.", (*outer, cls))


def _row(parameter: Parameter, field: attrs.Attribute[Any], before: str) -> tuple[str, ...]:
    default = "required" if parameter.default is None else f"`{parameter.default}`"
    type_ = f"{parameter.type}{bounds_in_words(field)}"
    return f"`{before}{parameter.name}`", type_, default, parameter.text


def _yaml(key: str, value: Any, written: str | None = None) -> Iterator[str]:
    """Yield the lines of `key: value`: one if it is short, else a line for each of its keys."""
    line = f"{key}: {written or _flow(value)}"
    if not isinstance(value, Mapping) or (len(line) <= _LONGEST_LINE and "\n" not in line):
        yield line
        return
    yield f"{key}:"
    for inner_key, inner in value.items():
        yield from (f"  {inner_line}" for inner_line in _yaml(str(inner_key), inner))


def _flow(value: Any) -> str:
    text: str = yaml.safe_dump(value, default_flow_style=True, sort_keys=False, width=10_000)
    return text.removesuffix("...\n").strip()
