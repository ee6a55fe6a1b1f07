"""The option `--traceback`, which every command has."""

from __future__ import annotations

import traceback
from collections.abc import Iterator

import click

from smelt_datagen.messages import printable

_WANTED = "smelt_datagen.traceback"


def option() -> click.Option:
    """Return the option; where it stands on the command line does not matter."""
    return click.Option(
        ["--traceback"],
        is_flag=True,
        expose_value=False,
        callback=_remember,
        help="With an error, also show where in the code it came from.",
    )


def is_wanted(ctx: click.Context) -> bool:
    """Whether the command line has the option, in front of the command or behind it."""
    return bool(ctx.meta.get(_WANTED))


def lines(error: BaseException) -> Iterator[str]:
    """Yield the traceback of an error and of what caused it, the cause first."""
    for part in traceback.format_exception(error):
        yield from map(printable, part.splitlines())


def _remember(ctx: click.Context, _param: click.Parameter, value: object) -> None:
    if value:
        ctx.meta[_WANTED] = True  # which a command shares with the group it stands in
