"""`smelt-datagen help`."""

from __future__ import annotations

import click

from smelt_datagen.cli.suggestions import command_names
from smelt_datagen.cli.terminal import say_text
from smelt_datagen.messages import near_names


@click.command("help")
@click.argument("name", metavar="[COMMAND]", required=False, shell_complete=command_names)
@click.pass_context
def show_help(context: click.Context, *, name: str | None) -> None:
    """Show this help, or that of a command."""
    root = context.find_root()
    assert isinstance(root.command, click.Group)  # noqa: S101 (under which all commands stand)
    if name is None:
        say_text(root.get_help())
        return
    command = root.command.get_command(root, name)
    if command is None:
        near = near_names(name, root.command.list_commands(root))
        raise click.UsageError(f"there is no command '{name}'{near}")
    say_text(command.get_help(click.Context(command, info_name=name, parent=root)))
