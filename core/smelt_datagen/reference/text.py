"""The generator reference for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import indent, wrap
from typing import Any

from smelt_datagen.messages import quote
from smelt_datagen.plugins.registry import Plugin, Plugins
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.reference.entries import Entry, entry, plugin_values

_WIDTH = 88


def render_text(plugins: Plugins) -> str:
    """Return every generator of every plugin, grouped by plugin."""
    return "\n\n".join("\n\n".join(_plugin_text(plugin)) for plugin in plugins.found)


def render_generator(cls: type[Generator], plugin: Plugin, values: Sequence[Any]) -> str:
    """Return one generator in full, with some `values` that its example makes."""
    shown = entry(cls)
    lines = [*_entry_text(shown), "", f"provided by {plugin.origin}"]
    if shown.context:
        lines += ["", "what the example refers to:", indent(shown.context, "  ")]
    lines += ["", "first values of the example:", *(f"  {quote(value)}" for value in values)]
    return "\n".join(lines)


def render_plugins(plugins: Plugins) -> str:
    """Return every plugin with its status and what it provides."""
    return "\n\n".join("\n".join(_status_text(plugin, plugins)) for plugin in plugins.found)


def _status_text(plugin: Plugin, plugins: Plugins) -> Iterator[str]:
    values = plugin_values(plugin, plugins)
    yield f"{_heading(plugin)}: {values['status']}"
    for what in ("reason", "generators", "sections"):
        if values[what]:
            text = values[what] if isinstance(values[what], str) else ", ".join(values[what])
            yield from wrap(
                f"{what}: {text}", _WIDTH, initial_indent="  ", subsequent_indent="    "
            )


def _plugin_text(plugin: Plugin) -> Iterator[str]:
    heading = _heading(plugin)
    yield f"{heading}\n{'=' * len(heading)}"
    if plugin.reason:
        yield indent(f"{plugin.status}: {plugin.reason}", "  ")
    for cls in plugin.generators:
        yield indent("\n".join(_entry_text(entry(cls))), "  ")


def _heading(plugin: Plugin) -> str:
    point = plugin.origin.entry_point
    return f"{plugin.origin} ({point})" if point else str(plugin.origin)


def _entry_text(shown: Entry) -> Iterator[str]:
    yield f"{shown.type}  ->  {shown.output}"
    paragraphs = [shown.summary, *shown.details.split("\n\n")]
    for paragraph in filter(None, paragraphs):
        yield from wrap(paragraph, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    for parameter in shown.parameters:
        need = "required" if parameter.default is None else f"default {parameter.default}"
        bounds = f", {parameter.bounds}" if parameter.bounds else ""
        yield f"    {parameter.name}: {parameter.type}{bounds}, {need}"
        yield from wrap(parameter.text, _WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 8)
    yield indent(f"generator: {shown.example}", "  ")
