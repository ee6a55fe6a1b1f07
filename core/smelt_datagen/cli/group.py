"""How expected errors end a command: a message without a traceback, and their exit code."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from smelt_datagen.cli.environment import name_variable, name_variables
from smelt_datagen.cli.flags import FLAGS
from smelt_datagen.cli.reporting import report, show_traceback, with_notes
from smelt_datagen.cli.terminal import BROKEN_PIPE, reason, say
from smelt_datagen.errors import DatagenError

INTERRUPTED = 130
"""What a shell reports for a process that Ctrl-C ended."""


_BUG = """\
This is a bug of smelt-datagen. Please report it to the project's issue tracker, with the lines
below, the config and what `smelt-datagen --version` says."""


class DatagenGroup(click.Group):
    """A group whose commands report expected errors on stderr; all have the `FLAGS`.

    `places` says where its own commands are, as `module:name` beside this module.
    """

    def __init__(self, *args: Any, places: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self._places = places
        self.params.extend(flag.option() for flag in FLAGS)
        name_variables(self)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Register a command, and give it the flags and variables too."""
        cmd.params.extend(flag.option() for flag in FLAGS)
        name_variables(cmd, str(name or cmd.name))
        super().add_command(cmd, name)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name; plugins are asked for one that is none of its own."""
        if cmd_name in self._places:
            return self._own_command(cmd_name)
        from smelt_datagen.cli.plugin_commands import plugin_command

        made = plugin_command(cmd_name, ctx.params.get("plugin_files", ()))
        if made is not None:
            made.params.extend(flag.option() for flag in FLAGS)
            name_variables(made, cmd_name)
        return made

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click hands it over)
        """Return the names of all commands, those of plugins last."""
        from smelt_datagen.cli.plugin_commands import usable_names

        return [*sorted(self._places), *usable_names()]

    def own_commands(self) -> dict[str, click.Command]:
        """Return all its own commands, imported now, by name."""
        return {name: self._own_command(name) for name in sorted(self._places)}

    def _own_command(self, name: str) -> click.Command:
        if name not in self.commands:
            module, _, inside = self._places[name].partition(":")
            self.add_command(getattr(import_module(f"{__package__}.{module}"), inside))
        return self.commands[name]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line; a wrong value out of the environment names its variable."""
        try:
            return super().parse_args(ctx, args)
        except click.BadParameter as error:
            name_variable(error)
            raise

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; end the process on an expected error or a signal."""
        try:
            return super().invoke(ctx)
        except DatagenError as error:
            report(ctx, error)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt as error:
            say(with_notes(str(error) or "interrupted", error), err=True)
            ctx.exit(getattr(error, "exit_code", INTERRUPTED))
        except BrokenPipeError:  # nobody reads on, as behind `| head`
            ctx.exit(BROKEN_PIPE)
        except (click.ClickException, click.exceptions.Exit, click.Abort) as error:
            if isinstance(error, click.BadParameter):
                name_variable(error)
            raise
        except (OSError, MemoryError, RecursionError) as error:
            show_traceback(ctx, error)
            say(f"error: {with_notes(_of_surroundings(error), error)}", err=True)
            ctx.exit(1)
        except Exception:
            say(*_BUG.splitlines(), err=True)
            raise


def _of_surroundings(error: OSError | MemoryError | RecursionError) -> str:
    """Return what the system, and not the config, stands in the way with."""
    if isinstance(error, OSError):  # without a file it is about what was printed
        return reason(error) if error.filename else f"standard output: {reason(error)}"
    if isinstance(error, MemoryError):
        return "out of memory: fewer --workers need less of it, and so do shorter rows"
    return "the config is nested too deeply to be worked on"
