"""`--list-generators`, and `smelt-datagen generators`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from smelt_datagen.cli.options import JSON, takes_plugin_files
from smelt_datagen.cli.request import Request
from smelt_datagen.cli.terminal import say_text
from smelt_datagen.errors import UnknownNameError
from smelt_datagen.messages import near_names

if TYPE_CHECKING:
    from smelt_datagen.plugins.registry import Plugins
    from smelt_datagen.protocol.section import Section


@click.command()
@click.argument("name", metavar="[NAME]", required=False)
@takes_plugin_files
@JSON
def generators(request: Request, *, name: str | None, as_json: bool) -> None:
    """Show all generators, or one with some values.

    NAME is a generator type, or a key that a plugin gives to datasets.
    """
    if name is None:
        list_all(request, as_json=as_json)
    else:
        _show(request, name, as_json=as_json)


def list_all(request: Request, *, as_json: bool) -> None:
    """Print the reference of every generator and dataset key, grouped by plugin."""
    from smelt_datagen.cli.formats import echo_json
    from smelt_datagen.reference.entries import as_values, entry, plugin_values, section_entry
    from smelt_datagen.reference.text import render_text

    plugins = request.discovered()
    if as_json:
        echo_json(
            [
                {
                    **plugin_values(plugin, plugins),
                    "generators": [as_values(entry(cls)) for cls in plugin.generators],
                    "sections": [as_values(section_entry(cls)) for cls in plugin.sections],
                }
                for plugin in plugins.found
            ]
        )
    else:
        say_text(render_text(plugins))


def _show(request: Request, name: str, *, as_json: bool) -> None:
    plugins = request.discovered()
    section = None if plugins.owners(name) else plugins.section_of(name)
    if section is not None:
        _show_section(section, plugins, as_json=as_json)
        return
    _refuse_misspelled_key(name, plugins)
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
