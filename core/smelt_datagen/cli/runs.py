"""`smelt-datagen generate` and `demo`: the commands that write, and their options."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import attrs
import click

from smelt_datagen.cli.options import names_files, reads_config, without_config
from smelt_datagen.cli.request import Request
from smelt_datagen.cli.said import is_written, said

Command = TypeVar("Command", bound="Callable[..., Any]")

_OPTIONS = (
    click.option(
        "--compression",
        type=click.Choice(["snappy", "zstd", "none"]),
        help="How Parquet files are compressed.  [default: the config's, else snappy]",
    ),
    click.option(
        "--workers",
        type=click.IntRange(min=1),
        metavar="N",
        help="Number of threads, or processes; the data is the same for any.  [default: the cores]",
    ),
    click.option(
        "--executor",
        metavar="NAME",
        help="Who makes the files: threads, processes, dask, dask://HOST:PORT, ray, or a "
        "plugin's.  [default: threads]",
    ),
    click.option(
        "--update", is_flag=True, help="Make only what is not there already, as it would be made."
    ),
    click.option(
        "--resume",
        is_flag=True,
        help="Take up the files that an interrupted run finished; keep them if this one is.",
    ),
    click.option(
        "--wait",
        type=click.FloatRange(min=0),
        default=0,
        metavar="SECONDS",
        help="How long to wait for other runs in the same folders.  [default: 0]",
    ),
    click.option(
        "--force", is_flag=True, help="Write also where keys of other datasets would dangle."
    ),
)


def run_options(command: Command) -> Command:
    """Give a command the options that say how files are written."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def run_words(context: click.Context) -> dict[str, Any]:
    """Return what the command line says of these options, as `write` takes it."""
    return {name: said(context, name) for name in _NAMES}


_NAMES = ("compression", "workers", "executor", "update", "resume", "wait", "force")


@click.command()
@reads_config
@names_files
@run_options
def generate(request: Request, **_words: Any) -> None:
    """Write the datasets of a config.

    The same happens where no command is named.
    """
    _write(request)


@click.command()
@without_config
@names_files
@run_options
def demo(request: Request, **_words: Any) -> None:
    """Write the datasets of a small demo.

    They lie under output/, unless --output says otherwise.
    """
    group = click.get_current_context().parent
    if group is not None and is_written(group, "config"):
        raise click.UsageError("the demo has a config of its own: leave out --config")
    _write(attrs.evolve(request, config=None, is_demo=True))


def _write(request: Request) -> None:
    from smelt_datagen.cli.generate import write_out

    write_out(request, **run_words(click.get_current_context()))
