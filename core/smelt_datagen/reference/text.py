"""The generator reference for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import indent, wrap
from typing import Any

from smelt_datagen.messages import quote
from smelt_datagen.plugins.registry import Plugin, Plugins
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.protocol.section import Section
from smelt_datagen.reference.entries import (
    Entry,
    Parameter,
    SectionEntry,
    entry,
    plugin_values,
    section_entry,
)

_WIDTH = 88
_LINE = 96
"""Of the line of a parameter, whose bounds and defaults stay on one where they can."""


def render_text(plugins: Plugins) -> str:
    """Return every generator and dataset key of every plugin, grouped by plugin."""
    return "\n\n".join("\n\n".join(_plugin_text(plugin)) for plugin in plugins.found)


def render_generator(cls: type[Generator], plugin: Plugin, values: Sequence[Any]) -> str:
    """Return one generator in full, with some `values` that its example makes."""
    shown = entry(cls)
    lines = [*_entry_text(shown), "", f"provided by {plugin.origin}"]
    if shown.context:
        lines += ["", "what the example refers to:", indent(shown.context, "  ")]
    lines += ["", "first values of the example:", *(f"  {quote(value)}" for value in values)]
    return "\n".join(lines)


def render_section(cls: type[Section], plugin: Plugin) -> str:
    """Return one section in full."""
    lines = [*_section_text(section_entry(cls)), "", f"provided by {plugin.origin}"]
    return "\n".join(lines)


def render_plugins(plugins: Plugins) -> str:
    """Return every plugin with its status, how long it took to load, and what it provides."""
    return "\n\n".join("\n".join(_status_text(plugin, plugins)) for plugin in plugins.found)


def _status_text(plugin: Plugin, plugins: Plugins) -> Iterator[str]:
    values = plugin_values(plugin, plugins)
    took = "" if plugin.seconds is None else f", loaded in {plugin.seconds * 1000:.1f} ms"
    yield f"{_heading(plugin)}: {values['status']}{took}"
    for what in ("reason", "generators", "sections", "formats", "executors", "commands"):
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
    if plugin.sections:
        yield "  Keys of a dataset\n  -----------------"
    for section in plugin.sections:
        yield indent("\n".join(_section_text(section_entry(section))), "  ")


def _heading(plugin: Plugin) -> str:
    point = plugin.origin.entry_point
    return f"{plugin.origin} ({point})" if point else str(plugin.origin)


def _entry_text(shown: Entry) -> Iterator[str]:
    yield f"{shown.type}  ->  {shown.output}"
    yield from _body_text(shown)
    yield indent(f"generator: {shown.example}", "  ")


def _section_text(shown: SectionEntry) -> Iterator[str]:
    yield f"{', '.join(shown.keys)}  ->  {'keys' if len(shown.keys) > 1 else 'key'} of a dataset"
    yield from _body_text(shown)


def _body_text(shown: Entry | SectionEntry) -> Iterator[str]:
    paragraphs = [shown.summary, *shown.details.split("\n\n")]
    for paragraph in filter(None, paragraphs):
        yield from wrap(paragraph, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    for parameter in shown.parameters:
        yield from _parameter_text(parameter, 4)


def _parameter_text(parameter: Parameter, margin: int) -> Iterator[str]:
    """Yield a parameter, its text, and the keys inside it, each level four spaces deeper."""
    need = "required" if parameter.default is None else f"default {parameter.default}"
    bounds = f", {parameter.bounds}" if parameter.bounds else ""
    inner = margin + 4
    yield from wrap(
        f"{parameter.name}: {parameter.type}{bounds}, {need}",
        max(_LINE, inner + 40),
        initial_indent=" " * margin,
        subsequent_indent=" " * inner,
        break_on_hyphens=False,
    )
    yield from wrap(
        parameter.text,
        max(_WIDTH, inner + 40),
        initial_indent=" " * inner,
        subsequent_indent=" " * inner,
    )
    for field in parameter.fields:
        yield from _parameter_text(field, inner)
