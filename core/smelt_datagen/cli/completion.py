"""`smelt-datagen completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from smelt_datagen.cli.terminal import say_text

_PROGRAM, _VARIABLE = "smelt-datagen", "_SMELT_DATAGEN_COMPLETE"

_HELP = """\
Print what completes commands, options, types and datasets.

\b
For bash, in ~/.bashrc:
  eval "$(smelt-datagen completion bash)"
For zsh, in ~/.zshrc:
  eval "$(smelt-datagen completion zsh)"
For fish:
  smelt-datagen completion fish > ~/.config/fish/completions/smelt-datagen.fish
"""


@click.command(help=_HELP)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, *, shell: str) -> None:
    """Print the script of a shell."""
    made = get_completion_class(shell)
    assert made is not None  # noqa: S101 (click knows all three)
    script = made(context.find_root().command, {}, _PROGRAM, _VARIABLE)
    say_text((script.source_template % script.source_vars()).strip("\n"))
