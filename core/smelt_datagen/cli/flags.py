"""Flags that every command has; where they stand on the command line does not matter."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import click


@attrs.frozen(eq=False, repr=False)
class Flag:
    """A flag that is remembered for the whole command line, and not handed to the command."""

    names: Sequence[str]
    help: str

    def option(self) -> click.Option:
        """Return the option, anew for each command."""
        return click.Option(
            list(self.names),
            is_flag=True,
            expose_value=False,
            callback=self._remember,
            help=self.help,
        )

    def is_wanted(self, context: click.Context) -> bool:
        """Whether the command line has the flag, in front of the command or behind it."""
        return bool(context.meta.get(self._key))

    @property
    def _key(self) -> str:
        return f"smelt_datagen.{self.names[-1]}"

    def _remember(self, context: click.Context, _param: click.Parameter, value: object) -> None:
        if value:
            context.meta[self._key] = True  # which a command shares with the group it stands in


TRACEBACK = Flag(["--traceback"], "With an error, also show where in the code it came from.")
QUIET = Flag(["-q", "--quiet"], "Results and errors only: no progress, summaries and hints.")
ALL_ERRORS = Flag(["--all-errors"], "Show all errors of a config, and not only the first 20.")
FLAGS = (QUIET, ALL_ERRORS, TRACEBACK)


def is_quiet() -> bool:
    """Whether the command that runs is to be quiet."""
    return QUIET.is_wanted(click.get_current_context())
