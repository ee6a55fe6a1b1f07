"""The generator reference, rendered from the registered classes."""

from __future__ import annotations

import datetime
import inspect
import types
from collections.abc import Iterator
from textwrap import indent, wrap
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from smelt_datagen.declare import Generator, parameter_text, parameters
from smelt_datagen.registry import Plugin, Plugins
from smelt_datagen.values import Scalar, Seed
from smelt_datagen.wording import quote

_WIDTH = 88
_WORDS: dict[Any, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    datetime.date: "date",
    datetime.datetime: "timestamp",
    Scalar: "scalar",
    Seed: "seed",
    Generator: "generator",
}


@attrs.frozen
class Parameter:
    """One parameter as the reference shows it; `default` is YAML text, None if it is required."""

    name: str
    type: str
    default: str | None
    text: str


@attrs.frozen
class Entry:
    """One generator type as the reference shows it."""

    type: str
    summary: str
    details: str
    parameters: tuple[Parameter, ...]
    output: str
    example: str


def entry(cls: type[Generator]) -> Entry:
    """Return what the class says of itself."""
    summary, _, details = inspect.cleandoc(cls.__doc__ or "").partition("\n\n")
    hints = get_type_hints(cls)
    return Entry(
        type=cls.declaration.type,
        summary=" ".join(summary.split()),
        details=details.strip(),
        parameters=tuple(_parameter(field, hints[field.name]) for field in parameters(cls)),
        output=cls.declaration.output or _spell_arrow(getattr(cls, "data_type", None)),
        example=cls.declaration.example,
    )


def render_text(plugins: Plugins) -> str:
    """Return every generator of every plugin, for a terminal."""
    return "\n\n".join("\n\n".join(_plugin_text(plugin)) for plugin in plugins.found)


def _plugin_text(plugin: Plugin) -> Iterator[str]:
    heading = f"{plugin.origin} ({plugin.origin.entry_point})"
    yield f"{heading}\n{'=' * len(heading)}"
    if plugin.reason:
        yield indent(f"{plugin.status}: {plugin.reason}", "  ")
    for cls in plugin.generators:
        yield indent("\n".join(_entry_text(entry(cls))), "  ")


def _entry_text(shown: Entry) -> Iterator[str]:
    yield f"{shown.type}  ->  {shown.output}"
    paragraphs = [shown.summary, *shown.details.split("\n\n")]
    for paragraph in filter(None, paragraphs):
        yield from wrap(paragraph, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    for parameter in shown.parameters:
        need = "required" if parameter.default is None else f"default {parameter.default}"
        yield f"    {parameter.name}: {parameter.type}, {need}"
        yield from wrap(parameter.text, _WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 8)
    yield indent(f"generator: {shown.example}", "  ")


def _parameter(field: attrs.Attribute[Any], hint: Any) -> Parameter:
    return Parameter(field.name, _spell(hint), _default(field), parameter_text(field))


def _default(field: attrs.Attribute[Any]) -> str | None:
    if field.default is attrs.NOTHING:
        return None
    make = getattr(field.default, "factory", lambda: field.default)  # an attrs.Factory or a value
    return quote(make())


def _spell(hint: Any) -> str:
    if hint in _WORDS:
        return _WORDS[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (list, tuple):
        return f"list of {_spell(arguments[0])}s"
    if origin is dict:
        return f"mapping of {_spell(arguments[0])} to {_spell(arguments[1])}"
    if origin in (Union, types.UnionType):
        return " or ".join("null" if part is type(None) else _spell(part) for part in arguments)
    return getattr(hint, "__name__", str(hint))


def _spell_arrow(data_type: Any) -> str:
    return "depends on the parameters" if data_type is None else str(data_type)
