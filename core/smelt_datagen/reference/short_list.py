"""All generators in a line each: what there is, before one of them is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import wrap

from smelt_datagen.plugins.registry import Plugin, Plugins
from smelt_datagen.plugins.selection import is_own
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.reference.entries import Entry, SectionEntry, entry, section_entry

KEYS = "keys of a dataset"

_NARROWEST = 24
"""Of the texts beside the types, however narrow the terminal."""


def lines_by_group(plugins: Plugins, word: str = "") -> Mapping[str, list[tuple[str, str]]]:
    """Return names with the first sentence of what they make, by group.

    Only those that have `word` in their name or in what they say of themselves; keys come last.
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    keys: list[tuple[str, str]] = []
    for plugin in plugins.found:
        for group, name, shown in _entries(plugin):
            if word.lower() in f"{name} {shown.summary} {shown.details}".lower():
                lines = keys if group == KEYS else groups.setdefault(group, [])
                lines.append((name, _first_sentence(shown.summary)))
    return {**groups, KEYS: keys} if keys else groups


def render_list(groups: Mapping[str, list[tuple[str, str]]], width: int) -> str:
    """Return the groups as text, no line of it longer than `width` where that can be."""
    names = (name for lines in groups.values() for name, _ in lines)
    margin = 2 + max(map(len, names), default=0) + 2
    blocks = ("\n".join((group, *_lines(groups[group], margin, width))) for group in groups)
    return "\n\n".join(blocks)


def _lines(entries: list[tuple[str, str]], margin: int, width: int) -> Iterator[str]:
    for name, text in entries:
        yield from wrap(
            text or " ",
            max(width, margin + _NARROWEST),
            initial_indent=f"  {name}".ljust(margin),
            subsequent_indent=" " * margin,
            drop_whitespace=bool(text),
        )


def _entries(plugin: Plugin) -> Iterator[tuple[str, str, Entry | SectionEntry]]:
    for cls in plugin.generators:
        yield _group(cls, plugin), cls.declaration.type, entry(cls)
    for section in plugin.sections:
        shown = section_entry(section)
        yield KEYS, ", ".join(shown.keys), shown


def _group(cls: type[Generator], plugin: Plugin) -> str:
    """Return the room that a generator of ours lies in, or whose it is."""
    if not is_own(plugin.origin.distribution):
        return str(plugin.origin)
    return cls.__module__.split(".")[1]


def _first_sentence(summary: str) -> str:
    return f"{summary.partition('. ')[0].rstrip('.')}." if summary else ""
