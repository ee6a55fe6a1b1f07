"""`smelt-datagen init`: a config to begin with."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import click

from smelt_datagen.cli.flags import is_quiet
from smelt_datagen.cli.options import takes_plugin_files
from smelt_datagen.cli.request import Request
from smelt_datagen.cli.terminal import say_text

CONFIG, SCHEMA = "datagen.yaml", "datagen.schema.json"

_DONE = f"""\
Wrote {{folder}}{CONFIG} and {{folder}}{SCHEMA}, from which editors know what a config can hold.
Next:{{enter}}
  smelt-datagen preview         # look at some rows
  smelt-datagen                 # write the Parquet files
When you install or upgrade a plugin: smelt-datagen schema > {SCHEMA}"""


@click.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@takes_plugin_files
def init(request: Request, *, folder: Path) -> None:
    """Write a datagen.yaml to begin with.

    In DIR, which may be new, or in the working directory. It is commented; datagen.schema.json
    beside it tells editors what a config can hold.
    """
    from smelt_datagen.cli.formats import indented_json
    from smelt_datagen.reference.json_schema import config_schema
    from smelt_datagen.scaffold.files import data_text, write_new

    schema = indented_json(config_schema(request.discovered()))
    contents = {CONFIG: data_text("starter.yaml"), SCHEMA: f"{schema}\n"}
    write_new(folder, contents)
    if not is_quiet():
        is_here = folder == Path()
        prefix = "" if is_here else f"{folder}{os.sep}"
        enter = "" if is_here else f"\n  cd {shlex.quote(str(folder))}"
        say_text(_DONE.format(folder=prefix, enter=enter))
