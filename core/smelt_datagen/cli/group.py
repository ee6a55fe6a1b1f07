"""How expected errors end a command: a message without a traceback, and their exit code."""

from __future__ import annotations

import sys
from typing import Any

import click

from smelt_datagen.cli import tracebacks
from smelt_datagen.errors import ConfigError, DatagenError

INTERRUPTED = 130
"""What a shell reports for a process that Ctrl-C ended."""


_BUG = """\
This is a bug of smelt-datagen. Please report it to the project's issue tracker, with the lines
below, the config and what `smelt-datagen --version` says.
"""


class DatagenGroup(click.Group):
    """A group whose commands report expected errors on stderr; all have `--traceback`."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.params.append(tracebacks.option())

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Register a command, and give it the option too."""
        cmd.params.append(tracebacks.option())
        super().add_command(cmd, name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; end the process on an expected error or Ctrl-C."""
        try:
            return super().invoke(ctx)
        except DatagenError as error:
            if tracebacks.is_wanted(ctx):
                click.echo("\n".join(tracebacks.lines(error)), err=True)
            _report(error)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt as error:
            click.echo(_with_notes("interrupted", error), err=True)
            ctx.exit(INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception:
            click.echo(_BUG, err=True)
            raise


def _report(error: DatagenError) -> None:
    if isinstance(error, ConfigError):
        count = len(error.lines)
        on_terminal = sys.stderr.isatty()
        for problem, line in zip(error.problems, error.lines, strict=True):
            click.echo(line, err=True)
            if on_terminal and (excerpt := error.source.excerpt(problem)):
                click.echo(excerpt, err=True)
        click.echo(f"{count} error{'s' if count > 1 else ''}; nothing was written", err=True)
    else:
        click.echo(f"error: {_with_notes(str(error), error)}", err=True)


def _with_notes(text: str, error: BaseException) -> str:
    """Return what happened and what became of the files, which was noted further up."""
    return "; ".join((text, *getattr(error, "__notes__", ())))
