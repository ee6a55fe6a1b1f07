"""The commands that plugins offer, as click has them. Asked for by name, or for a list."""

from __future__ import annotations

import contextlib
import functools
import inspect
import types
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

import attrs
import click

from smelt_datagen.cli.discovery import discovered
from smelt_datagen.cli.options import reads_config
from smelt_datagen.cli.request import Request
from smelt_datagen.cli.terminal import say
from smelt_datagen.errors import DatagenError, ParameterError, PluginError
from smelt_datagen.plugins.discovery import discover
from smelt_datagen.plugins.failures import describe
from smelt_datagen.plugins.kinds import COMMANDS
from smelt_datagen.plugins.registry import Plugin
from smelt_datagen.plugins.selection import is_own
from smelt_datagen.protocol.command import Command
from smelt_datagen.protocol.parameter import (
    parameter_bounds,
    parameter_key,
    parameter_text,
    parameters,
)

if TYPE_CHECKING:
    from smelt_datagen.planning.plan import Plan

_SIMPLE = (str, int, float, bool)


@attrs.frozen
class _Context:
    request: Request

    @property
    def source(self) -> str:
        return self.request.source

    def plan(self) -> Plan:
        return self.request.planned()

    def say(self, *lines: str) -> None:
        say(*lines)


@functools.cache
def usable_names() -> tuple[str, ...]:
    """Return the names of the commands of plugins that can be used, sorted."""
    plugins = discover()
    return tuple(name for name in plugins.names(COMMANDS) if _is_usable(plugins.named, name))


def _is_usable(named: Any, name: str) -> bool:
    with contextlib.suppress(DatagenError):
        return named(COMMANDS, name) is not None
    return False


def plugin_command(name: str, files: Sequence[Path]) -> click.Command | None:
    """Return the command `name` of a plugin, None if there is none.

    Warns of plugins that did not load: one of them may have it. Raises UnknownNameError if two
    plugins have it or if it cannot be imported, PluginError if it cannot be a command.
    """
    plugins = discover(files)
    if name not in plugins.names(COMMANDS):
        discovered(files)
        return None
    cls = plugins.named(COMMANDS, name)
    (owner,) = plugins.owners_of(COMMANDS, name)
    return _made(cls, owner)


def _made(cls: type[Command], owner: Plugin) -> click.Command:
    name = cls.declaration.type

    def callback(request: Request, /, **words: Any) -> None:
        code = _run(cls, owner, request, words)
        click.get_current_context().exit(code or 0)

    made = click.command(name, help=inspect.cleandoc(cls.__doc__ or ""))(reads_config(callback))
    try:
        own = [*_options(cls)]
    except TypeError as error:
        raise PluginError(f"command '{name}' of plugin {owner.origin}: {error}") from error
    taken = {word for option in own for word in option.opts}
    made.params = [*(one for one in made.params if taken.isdisjoint(one.opts)), *own]
    return made


def _run(cls: type[Command], owner: Plugin, request: Request, words: dict[str, Any]) -> int | None:
    given = {key.removeprefix("own_"): value for key, value in words.items()}
    given = {key: [*value] if isinstance(value, tuple) else value for key, value in given.items()}
    try:
        command = cls(**given)
    except ParameterError as error:
        raise click.UsageError(f"--{error.parameter.replace('_', '-')} {error.message}") from error
    try:
        return command.run(_Context(request))
    except (DatagenError, OSError, MemoryError, RecursionError, click.ClickException):
        raise
    except Exception as error:
        if is_own(owner.origin.distribution):
            raise
        what = f"command '{cls.declaration.type}' of plugin {owner.origin}"
        raise DatagenError(f"{what} raised {describe(error)}") from error


def _options(cls: type[Command]) -> Iterator[click.Option]:
    """Yield an option for each parameter; raise TypeError for one that words cannot give."""
    hints = get_type_hints(cls)
    letters = cls.declaration.letters
    for field in parameters(cls):
        key = parameter_key(field)
        kind, is_list = _kind(hints[field.name])
        if kind not in _SIMPLE:
            raise TypeError(f"{cls.__qualname__}.{field.name}: no option can give {kind}")
        words = [f"--{key.replace('_', '-')}"]
        words += [f"-{letters[field.name]}"] if field.name in letters else []
        choices = parameter_bounds(field).get("choices")
        is_required = field.default is attrs.NOTHING
        yield click.Option(
            [*words, f"own_{field.name}"],
            type=click.Choice(choices) if choices and kind is str else kind,
            is_flag=kind is bool and not is_list,
            multiple=is_list,
            required=is_required,
            default=None if is_required or is_list else field.default,
            show_default=not (is_required or is_list or field.default in (None, False)),
            help=parameter_text(field),
        )


def _kind(hint: Any) -> tuple[Any, bool]:
    """Return the type of an option's value, and whether it may be given several times."""
    if get_origin(hint) in (Union, types.UnionType):
        inner = [one for one in get_args(hint) if one is not type(None)]
        return _kind(inner[0]) if len(inner) == 1 else (hint, False)
    if get_origin(hint) is list:
        return get_args(hint)[0], True
    return hint, False
