"""`smelt-datagen plugins`: what was found, and how it fared."""

from __future__ import annotations

import click

from smelt_datagen.cli.options import JSON, takes_plugin_files
from smelt_datagen.cli.request import Request
from smelt_datagen.cli.terminal import say_text


@click.command()
@takes_plugin_files
@JSON
def plugins(request: Request, *, as_json: bool) -> None:
    """List the plugins and how they fared.

    With what each provides, how long it took to load, and why one failed to or is ignored in part.
    The environment variable SMELT_DATAGEN_PLUGINS=a,b lets only the plugins of the distributions a
    and b be loaded, and an empty one only the built-in generators.
    """
    from smelt_datagen.cli.formats import echo_json
    from smelt_datagen.plugins.discovery import discover
    from smelt_datagen.reference.entries import plugin_values
    from smelt_datagen.reference.text import render_plugins

    found = discover(request.plugin_files)
    if as_json:
        echo_json(
            [{**plugin_values(one, found), "seconds": _rounded(one.seconds)} for one in found.found]
        )
    else:
        say_text(render_plugins(found))


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 6)
