"""`smelt-datagen` itself, which generates, and under which other commands stand."""

from __future__ import annotations

from typing import Any

import attrs
import click

from smelt_datagen._version import __version__
from smelt_datagen.cli.check import check
from smelt_datagen.cli.diff import diff
from smelt_datagen.cli.group import DatagenGroup
from smelt_datagen.cli.init import init
from smelt_datagen.cli.listing import generators
from smelt_datagen.cli.new_plugin import new_plugin
from smelt_datagen.cli.options import names_files, requests
from smelt_datagen.cli.plugins import plugins
from smelt_datagen.cli.preview import preview
from smelt_datagen.cli.request import Request
from smelt_datagen.cli.schema import schema
from smelt_datagen.cli.validate import validate
from smelt_datagen.cli.verify import verify

_EPILOG = """\
Without --config: datagen.yaml in the working directory, or else a small demo under output/.
"""


@click.group(
    cls=DatagenGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_EPILOG,
)
@requests
@names_files
@click.option(
    "--compression",
    type=click.Choice(["snappy", "zstd", "none"]),
    help="How Parquet files are compressed.  [default: the config's, else snappy]",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Number of threads, or processes; the data is the same for any.  [default: the cores]",
)
@click.option(
    "--executor",
    metavar="NAME",
    help="Who makes the files: threads, processes, dask, dask://HOST:PORT, ray, or a plugin's.  "
    "[default: threads]",
)
@click.option(
    "--update", is_flag=True, help="Make only what is not there already, as it would be made."
)
@click.option(
    "--resume",
    is_flag=True,
    help="Take up the files that an interrupted run finished; keep them if this one is.",
)
@click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=0,
    metavar="SECONDS",
    help="How long to wait for other runs in the same folders.  [default: 0]",
)
@click.option("--force", is_flag=True, help="Write also where keys of other datasets would dangle.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
@click.option("--list-generators", is_flag=True, help="List all generators, then exit.")
@click.option("--json", "as_json", is_flag=True, help="With --list-generators: as JSON.")
@click.version_option(__version__, prog_name="smelt-datagen")
@click.pass_context
def root(
    ctx: click.Context,
    /,
    *,
    quiet: bool,
    list_generators: bool,
    as_json: bool,
    **words: Any,
) -> None:
    """Turn a YAML config into Parquet datasets: realistic, reproducible test data."""
    request = {field.name: words.pop(field.name) for field in attrs.fields(Request)}
    ctx.obj = Request(**request)
    if ctx.invoked_subcommand is not None:
        return
    if list_generators:
        from smelt_datagen.cli.listing import list_all

        list_all(ctx.obj, as_json=as_json)
        return
    if as_json:
        raise click.UsageError("--json goes with --list-generators, or with a command that has it")
    from smelt_datagen.cli.generate import generate

    generate(ctx.obj, quiet=quiet, **words)


for command in (
    validate,
    preview,
    verify,
    diff,
    generators,
    check,
    plugins,
    schema,
    init,
    new_plugin,
):
    root.add_command(command)
