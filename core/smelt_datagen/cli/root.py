"""`smelt-datagen` itself, which generates, and under which other commands stand."""

from __future__ import annotations

from typing import Any

import click

from smelt_datagen._version import __version__
from smelt_datagen.cli.group import DatagenGroup
from smelt_datagen.cli.options import names_files, request_of, requests
from smelt_datagen.cli.runs import run_options, run_words
from smelt_datagen.cli.said import is_written

_COMMANDS = {
    "check": "check:check",
    "completion": "completion:completion",
    "demo": "runs:demo",
    "diff": "diff:diff",
    "generate": "runs:generate",
    "generators": "listing:generators",
    "help": "help:show_help",
    "init": "init:init",
    "new-plugin": "new_plugin:new_plugin",
    "plugins": "plugins:plugins",
    "preview": "preview:preview",
    "schema": "schema:schema",
    "validate": "validate:validate",
    "verify": "verify:verify",
}
"""Where the commands are: each is imported when it is asked for."""

_EPILOG = """\
Without a command: generate. Without --config: datagen.yaml, or datagen.yml, in the working
directory. Each option can stand in the environment too: --seed as SMELT_DATAGEN_SEED.
"""


@click.group(
    cls=DatagenGroup,
    places=_COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_EPILOG,
)
@requests
@names_files
@run_options
@click.option("--list-generators", is_flag=True, help="List all generators, then exit.")
@click.option("--json", "as_json", is_flag=True, help="With --list-generators: as JSON.")
@click.version_option(__version__, "-V", "--version", prog_name="smelt-datagen")
@click.pass_context
def root(
    context: click.Context,
    /,
    *,
    list_generators: bool,
    as_json: bool,
    **_words: Any,
) -> None:
    """Turn a YAML config into Parquet datasets: realistic, reproducible test data."""
    if context.invoked_subcommand is not None:
        return
    if list_generators:
        from smelt_datagen.cli.listing import list_all

        list_all(request_of(context), as_json=as_json)
        return
    if as_json and is_written(context, "as_json"):
        raise click.UsageError("--json goes with --list-generators, or with a command that has it")
    from smelt_datagen.cli.generate import write_out

    write_out(request_of(context), **run_words(context))
