"""`smelt-datagen schema`: what editors need to complete and check a config."""

from __future__ import annotations

import click

from smelt_datagen.cli.options import takes_plugin_files
from smelt_datagen.cli.request import Request


@click.command()
@takes_plugin_files
def schema(request: Request) -> None:
    """Print a JSON Schema of configs, for editors.

    It knows all installed generators. Save it as datagen.schema.json, and begin a config with
    "# yaml-language-server: $schema=datagen.schema.json". `init` does both.
    """
    from smelt_datagen.cli.formats import echo_json
    from smelt_datagen.reference.json_schema import config_schema

    echo_json(config_schema(request.discovered()))
