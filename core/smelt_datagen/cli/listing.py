"""`--list-generators`, and `smelt-datagen generators`."""

from __future__ import annotations

import click

from smelt_datagen.cli.options import JSON, takes_plugin_files
from smelt_datagen.cli.request import Request


@click.command()
@click.argument("name", metavar="[NAME]", required=False)
@takes_plugin_files
@JSON
def generators(request: Request, *, name: str | None, as_json: bool) -> None:
    """Show all generators, or one with some values."""
    if name is None:
        list_all(request, as_json=as_json)
    else:
        _show(request, name, as_json=as_json)


def list_all(request: Request, *, as_json: bool) -> None:
    """Print the reference of every generator, grouped by plugin."""
    from smelt_datagen.cli.formats import echo_json
    from smelt_datagen.reference.entries import as_values, entry, plugin_values
    from smelt_datagen.reference.text import render_text

    plugins = request.discovered()
    if as_json:
        echo_json(
            [
                {
                    **plugin_values(plugin, plugins),
                    "generators": [as_values(entry(cls)) for cls in plugin.generators],
                }
                for plugin in plugins.found
            ]
        )
    else:
        click.echo(render_text(plugins))


def _show(request: Request, name: str, *, as_json: bool) -> None:
    from smelt_datagen.cli.formats import echo_json
    from smelt_datagen.reference.entries import as_values, entry, samples
    from smelt_datagen.reference.text import render_generator

    plugins = request.discovered()
    provider, cls = plugins.provider(name), plugins.generator(name)
    values = samples(cls, plugins)
    if as_json:
        plugin = str(provider.origin)
        echo_json({**as_values(entry(cls)), "plugin": plugin, "values": values})
    else:
        click.echo(render_generator(cls, provider, values))
