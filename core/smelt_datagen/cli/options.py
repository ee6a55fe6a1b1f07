"""Options that every command which reads a config has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound="Callable[..., Any]")

_LARGEST_SEED = 2**64 - 1


class _ScaleFactor(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic from click 8.4 on
    """A finite number above 0."""

    name = "factor"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number; fail with click's usage error otherwise."""
        factor: float = click.FLOAT.convert(value, param, ctx)
        if not 0 < factor < float("inf"):
            self.fail(f"{value!r} is not a finite number greater than 0.", param, ctx)
        return factor


def overrides(command: Command) -> Command:
    """Add the options that go before what the config says."""
    for option in reversed(_OVERRIDES):
        command = option(command)
    return command


_OVERRIDES = (
    click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="PATH",
        help="Folder under which all outputs are put.  [default: the working directory]",
    ),
    click.option(
        "-s",
        "--seed",
        type=click.IntRange(0, _LARGEST_SEED),
        metavar="SEED",
        help="Random seed, before any in the config.  [default: the config's, else 42]",
    ),
    click.option(
        "--scale-factor",
        type=_ScaleFactor(),
        metavar="FACTOR",
        help="Multiplier of every num_rows, in place of the config's.",
    ),
    click.option(
        "--dataset",
        "datasets",
        multiple=True,
        metavar="NAME",
        help="Only this dataset; may be repeated.",
    ),
)
