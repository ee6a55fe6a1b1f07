"""`smelt-datagen init`: a config to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from smelt_datagen.cli.options import takes_plugin_files
from smelt_datagen.cli.request import Request
from smelt_datagen.cli.terminal import say_text

CONFIG, SCHEMA = "datagen.yaml", "datagen.schema.json"

_DONE = f"""\
Wrote {CONFIG} and {SCHEMA}, from which editors know what a config can hold.
Next:
  smelt-datagen preview         # look at some rows
  smelt-datagen                 # write the Parquet files
When you install or upgrade a plugin: smelt-datagen schema > {SCHEMA}"""


@click.command()
@takes_plugin_files
def init(request: Request) -> None:
    """Write a datagen.yaml to begin with.

    It is commented; datagen.schema.json beside it tells editors what a config can hold.
    """
    from smelt_datagen.cli.formats import indented_json
    from smelt_datagen.reference.json_schema import config_schema
    from smelt_datagen.scaffold.files import data_text, write_new

    schema = indented_json(config_schema(request.discovered()))
    contents = {CONFIG: data_text("starter.yaml"), SCHEMA: f"{schema}\n"}
    write_new(Path(), contents)
    say_text(_DONE)
