"""What a command of a plugin is: a class whose fields are its options, and `run`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Protocol, TypeVar, dataclass_transform

import attrs

from smelt_datagen.protocol.generator import TYPE_NAME, frozen_class
from smelt_datagen.protocol.parameter import param, parameters

CommandClass = TypeVar("CommandClass", bound="type[Command]")


class CommandContext(Protocol):
    """What a command may ask for while it runs."""

    @property
    def source(self) -> str:
        """What the config is called in messages."""
        ...

    def plan(self) -> Any:
        """Return the plan of the config that was named, a `smelt_datagen.Plan`.

        What `--seed` and the like say is in it. Raises ConfigError if the config is wrong. A
        command that never asks needs no config.
        """
        ...

    def say(self, *lines: str) -> None:
        """Print lines; what would control a terminal is shown as escapes."""
        ...


@attrs.frozen(eq=False, repr=False)
class CommandDeclaration:
    """What `@command` was told."""

    type: str
    letters: Mapping[str, str]


class Command:
    """Base of all commands of plugins: options as fields, and `run`.

    A subclass decorated with `@command` needs a docstring, which is its help. Options are of the
    types `str`, `int`, `float` and `bool`, which may be `None` by default, and lists of them.
    """

    declaration: ClassVar[CommandDeclaration]

    def run(self, context: CommandContext) -> int | None:
        """Do it; return what the process ends with, None for 0.

        A DatagenError is shown without a traceback, and ends the process with its code.
        """
        raise NotImplementedError


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(param,))
def command(
    type_name: str, *, letters: Mapping[str, str] = MappingProxyType({})
) -> Callable[[CommandClass], CommandClass]:
    """Make a Command subclass usable as `smelt-datagen type_name`.

    An option `max_rows` is `--max-rows`; `letters` says which have a short form, `-n` by
    `{"max_rows": "n"}`. An option stands before one that all commands have, such as `--output`. The
    class becomes a frozen attrs class.

    Raises TypeError if the class is no Command, has no docstring, or if a field is no `param`;
    ValueError if `type_name` is not lower-case words joined by `_` and `.`, or for a letter that is
    none or whose option there is not.
    """
    if not TYPE_NAME.fullmatch(type_name):
        raise ValueError(f"{type_name!r} is no name of a command: use words like 'acme.audit'")
    for name, letter in letters.items():
        if not (len(letter) == 1 and letter.isascii() and letter.isalpha()):
            raise ValueError(f"{letter!r} is no letter that '{name}' could have")

    def declare(cls: CommandClass) -> CommandClass:
        made = frozen_class(cls, Command)
        if unknown := sorted({*letters} - {field.name for field in parameters(made)}):
            raise ValueError(f"{cls.__qualname__} has no option {', '.join(unknown)}")
        made.declaration = CommandDeclaration(type_name, dict(letters))
        return made

    return declare
