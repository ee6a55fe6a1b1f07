"""How expected errors end a command: a message without a traceback, and their exit code."""

from __future__ import annotations

import sys
from typing import Any

import click

from smelt_datagen.cli import tracebacks
from smelt_datagen.cli.flags import FLAGS, TRACEBACK
from smelt_datagen.cli.terminal import BROKEN_PIPE, reason, say
from smelt_datagen.errors import ConfigError, DatagenError

INTERRUPTED = 130
"""What a shell reports for a process that Ctrl-C ended."""


_BUG = """\
This is a bug of smelt-datagen. Please report it to the project's issue tracker, with the lines
below, the config and what `smelt-datagen --version` says."""


class DatagenGroup(click.Group):
    """A group whose commands report expected errors on stderr; all have the `FLAGS`."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.params.extend(flag.option() for flag in FLAGS)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Register a command, and give it the flags too."""
        cmd.params.extend(flag.option() for flag in FLAGS)
        super().add_command(cmd, name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; end the process on an expected error or a signal."""
        try:
            return super().invoke(ctx)
        except DatagenError as error:
            _show_traceback(ctx, error)
            _report(error)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt as error:
            say(_with_notes(str(error) or "interrupted", error), err=True)
            ctx.exit(getattr(error, "exit_code", INTERRUPTED))
        except BrokenPipeError:  # nobody reads on, as behind `| head`
            ctx.exit(BROKEN_PIPE)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except (OSError, MemoryError, RecursionError) as error:
            _show_traceback(ctx, error)
            say(f"error: {_with_notes(_of_surroundings(error), error)}", err=True)
            ctx.exit(1)
        except Exception:
            say(*_BUG.splitlines(), err=True)
            raise


def _show_traceback(ctx: click.Context, error: BaseException) -> None:
    if TRACEBACK.is_wanted(ctx):
        say(*tracebacks.lines(error), err=True)


def _of_surroundings(error: OSError | MemoryError | RecursionError) -> str:
    """Return what the system, and not the config, stands in the way with."""
    if isinstance(error, OSError):  # without a file it is about what was printed
        return reason(error) if error.filename else f"standard output: {reason(error)}"
    if isinstance(error, MemoryError):
        return "out of memory: fewer --workers need less of it, and so do shorter rows"
    return "the config is nested too deeply to be worked on"


def _report(error: DatagenError) -> None:
    if isinstance(error, ConfigError):
        count = len(error.lines)
        on_terminal = sys.stderr.isatty()
        for problem, line in zip(error.problems, error.lines, strict=True):
            say(line, err=True)
            if on_terminal and (excerpt := error.source.excerpt(problem)):
                say(*excerpt.split("\n"), err=True)
        say(f"{count} error{'s' if count > 1 else ''}; nothing was written", err=True)
    else:
        say(f"error: {_with_notes(str(error), error)}", err=True)


def _with_notes(text: str, error: BaseException) -> str:
    """Return what happened and what became of the files, which was noted further up."""
    return "; ".join((text, *getattr(error, "__notes__", ())))
