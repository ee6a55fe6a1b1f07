"""What completes a word on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smelt_datagen.cli.request import Request
from smelt_datagen.cli.said import said
from smelt_datagen.errors import DatagenError

if TYPE_CHECKING:
    from smelt_datagen.config.models import Config


def generator_types(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[str]:
    """Return the generator types that begin with what is written."""
    from smelt_datagen.plugins.discovery import discover

    found = discover()
    return _beginning(incomplete, [*found.types, *found.keys])


def dataset_names(
    context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[str]:
    """Return the names of the config's datasets that begin with what is written."""
    config = _config(context)
    names = [] if config is None else [dataset.name for dataset in config.datasets]
    return _beginning(incomplete, names)


def command_names(
    context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[str]:
    """Return the commands that begin with what is written."""
    root = context.find_root()
    assert isinstance(root.command, click.Group)  # noqa: S101 (under which all commands stand)
    return _beginning(incomplete, root.command.list_commands(root))


def _config(context: click.Context) -> Config | None:
    """Return the config that is meant, None if it cannot be read: a shell shows no errors."""
    from smelt_datagen.config.loading import load

    # in front of an option that has no value yet, click leaves what it has not read in `args`
    behind = (Path(word) for word in context.args if word[:1] != "-")
    read = (context.params.get("path"), *context.params.get("paths", ()))
    named = next(filter(None, (*behind, *read)), said(context, "config"))
    try:
        return load(Request(config=named).file)
    except DatagenError:
        return None


def _beginning(incomplete: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
