"""`--list-generators`, and `smelt-datagen generators`."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import click

from smelt_datagen.cli.flags import is_quiet
from smelt_datagen.cli.options import JSON, takes_plugin_files
from smelt_datagen.cli.request import Request
from smelt_datagen.cli.suggestions import generator_types
from smelt_datagen.cli.terminal import say_text, terminal_width
from smelt_datagen.errors import UnknownNameError
from smelt_datagen.messages import near_names

if TYPE_CHECKING:
    from smelt_datagen.plugins.registry import Plugins
    from smelt_datagen.protocol.section import Section


@click.command()
@click.argument("name", metavar="[NAME]", required=False, shell_complete=generator_types)
@takes_plugin_files
@click.option("--search", default="", metavar="WORD", help="Only those that have the word.")
@JSON
def generators(request: Request, *, name: str | None, search: str, as_json: bool) -> None:
    """List the generators, or show one with some values.

    NAME is a generator type, or a key that a plugin gives to datasets. Any other word is looked
    for in all names and texts.
    """
    if name is not None and search:
        raise click.UsageError("give a NAME or --search, not both")
    plugins = request.discovered()
    if name is not None and (plugins.owners(name) or plugins.key_owners(name)):
        _show(name, plugins, as_json=as_json)
    elif not _list(name or search, plugins, as_json=as_json):
        _refuse_misspelled_key(name or search, plugins)
        plugins.provider(name or search)  # which says what it may have been


def _list(word: str, plugins: Plugins, *, as_json: bool) -> bool:
    """Print a line for each generator and key that has the word; return whether any has."""
    from smelt_datagen.reference.short_list import lines_by_group, render_list

    groups = lines_by_group(plugins, word)
    if as_json and (groups or not word):
        names = {name for lines in groups.values() for name, _ in lines}
        _list_json(plugins, names if word else None)
    elif groups:
        say_text(render_list(groups, terminal_width()))
        if not is_quiet():
            say_text("\nIn full, with some values: smelt-datagen generators NAME")
    return bool(groups)


def list_all(request: Request, *, as_json: bool) -> None:
    """Print the reference of every generator and dataset key, grouped by plugin."""
    from smelt_datagen.reference.text import render_text

    plugins = request.discovered()
    if as_json:
        _list_json(plugins, None)
    else:
        say_text(render_text(plugins))


def _list_json(plugins: Plugins, names: Collection[str] | None) -> None:
    """Print the reference as JSON, of all or of some `names` of types and keys."""
    from smelt_datagen.cli.formats import echo_json
    from smelt_datagen.reference.entries import as_values, entry, plugin_values, section_entry

    def is_meant(name: str) -> bool:
        return names is None or name in names

    echo_json(
        [
            {
                **plugin_values(plugin, plugins),
                "generators": [
                    as_values(entry(cls))
                    for cls in plugin.generators
                    if is_meant(cls.declaration.type)
                ],
                "sections": [
                    as_values(section_entry(cls))
                    for cls in plugin.sections
                    if is_meant(", ".join(section_entry(cls).keys))
                ],
            }
            for plugin in plugins.found
        ]
    )


def _show(name: str, plugins: Plugins, *, as_json: bool) -> None:
    section = None if plugins.owners(name) else plugins.section_of(name)
    if section is not None:
        _show_section(section, plugins, as_json=as_json)
        return
    _show_generator(name, plugins, as_json=as_json)


def _show_section(section: type[Section], plugins: Plugins, *, as_json: bool) -> None:
    from smelt_datagen.cli.formats import echo_json
    from smelt_datagen.reference.entries import as_values, section_entry
    from smelt_datagen.reference.text import render_section

    owner = plugins.owner_of(section)
    if as_json:
        echo_json({**as_values(section_entry(section)), "plugin": str(owner.origin)})
    else:
        say_text(render_section(section, owner))


def _show_generator(name: str, plugins: Plugins, *, as_json: bool) -> None:
    from smelt_datagen.cli.formats import echo_json
    from smelt_datagen.reference.entries import as_values, entry, samples
    from smelt_datagen.reference.text import render_generator

    provider, cls = plugins.provider(name), plugins.generator(name)
    values = samples(cls, plugins)
    if as_json:
        plugin = str(provider.origin)
        echo_json({**as_values(entry(cls)), "plugin": plugin, "values": values})
    else:
        say_text(render_generator(cls, provider, values))


def _refuse_misspelled_key(name: str, plugins: Plugins) -> None:
    """Raise UnknownNameError if a name is no type and like that of a dataset key."""
    near = near_names(name, [*plugins.types, *plugins.keys], only_close=True)
    if not plugins.owners(name) and any(f"'{key}'" in near for key in plugins.keys):
        raise UnknownNameError(f"there is no generator type and no dataset key '{name}'{near}")
