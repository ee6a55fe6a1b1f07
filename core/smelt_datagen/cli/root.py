"""`smelt-datagen` itself, which generates, and under which other commands stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from smelt_datagen._version import __version__
from smelt_datagen.cli.group import DatagenGroup
from smelt_datagen.cli.options import requests
from smelt_datagen.cli.preview import preview
from smelt_datagen.cli.request import Request
from smelt_datagen.cli.validate import validate

if TYPE_CHECKING:
    from smelt_datagen.writer import Compression

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
@click.option(
    "--compression",
    type=click.Choice(["snappy", "zstd", "none"]),
    default="snappy",
    show_default=True,
    help="How the Parquet files are compressed.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Number of threads; the data is the same for any.  [default: the cores]",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
@click.option("--list-generators", is_flag=True, help="List all generators, then exit.")
@click.version_option(__version__, prog_name="smelt-datagen")
@click.pass_context
def root(
    ctx: click.Context,
    /,
    *,
    compression: str,
    workers: int | None,
    quiet: bool,
    list_generators: bool,
    **words: Any,
) -> None:
    """Turn a YAML config into Parquet datasets: realistic, reproducible test data."""
    ctx.obj = Request(**words)
    if ctx.invoked_subcommand is not None:
        return
    if list_generators:
        from smelt_datagen.cli.listing import list_all

        list_all()
        return
    from smelt_datagen.cli.generate import generate

    chosen = cast("Compression", compression)
    generate(ctx.obj, workers=workers, compression=chosen, quiet=quiet)


root.add_command(preview)
root.add_command(validate)
