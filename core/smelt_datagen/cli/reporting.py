"""How expected errors are shown: on stderr, without a traceback."""

from __future__ import annotations

import sys

import click

from smelt_datagen.cli import tracebacks
from smelt_datagen.cli.flags import ALL_ERRORS, TRACEBACK
from smelt_datagen.cli.terminal import say
from smelt_datagen.errors import ConfigError, DatagenError

MOST_SHOWN = 20
"""Of the errors of a config, unless all are asked for."""


def report(context: click.Context, error: DatagenError) -> None:
    """Print an error, and where in the code it came from if that is asked for."""
    show_traceback(context, error)
    if isinstance(error, ConfigError):
        _report_problems(error, len(error.lines) if ALL_ERRORS.is_wanted(context) else MOST_SHOWN)
    else:
        say(f"error: {with_notes(str(error), error)}", err=True)


def show_traceback(context: click.Context, error: BaseException) -> None:
    """Print where in the code an error came from, if that is asked for."""
    if TRACEBACK.is_wanted(context):
        say(*tracebacks.lines(error), err=True)


def with_notes(text: str, error: BaseException) -> str:
    """Return what happened and what became of the files, which was noted further up."""
    return "; ".join((text, *getattr(error, "__notes__", ())))


def _report_problems(error: ConfigError, most: int) -> None:
    on_terminal = sys.stderr.isatty()
    for problem, line in zip(error.problems[:most], error.lines[:most], strict=True):
        say(line, err=True)
        if on_terminal and (excerpt := error.source.excerpt(problem)):
            say(*excerpt.split("\n"), err=True)
    count = len(error.lines)
    if count > most:
        say(f"… and {count - most:,} more: --all-errors shows them", err=True)
    say(f"{count:,} error{'s' if count > 1 else ''}; nothing was written", err=True)
