"""What can go wrong for a user, and the exit code of each.

Anything that is not a `DatagenError` is a bug of the product and keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Protocol, TypeAlias

import attrs

Step: TypeAlias = str | int | float | bool
Path: TypeAlias = tuple[Step, ...]
"""Where a value stands in a config: mapping keys and list positions, outermost first."""


class DatagenError(Exception):
    """An error that a user can act on: the message says where, what was expected and found."""

    exit_code: ClassVar[int] = 1


class OutputError(DatagenError):
    """Writing failed, or was refused because of what already lies in an output folder."""


class GeneratorError(DatagenError):
    """A generator raised, or returned an array that breaks its own declaration."""


class DataError(GeneratorError):
    """A value cannot be what the config asks for: says dataset, column, row and value."""


class PluginError(DatagenError):
    """A plugin file that was named on the command line cannot be used."""

    exit_code = 2


class UnknownNameError(DatagenError):
    """The caller named a dataset, generator type or package that does not or cannot exist."""

    exit_code = 2


class ArgumentError(DatagenError, ValueError):
    """What the caller asked for is missing, of the wrong type, or out of range."""

    exit_code = 2


class RowsError(ArgumentError, IndexError):
    """Rows were asked for that a dataset does not have."""


@attrs.frozen
class Problem:
    """One thing that is wrong with a config.

    `path` says where; with `on_key`, the key itself is meant and not its value. Of something that
    stands twice, `first` says where it stood before. `at` is the line and column, both from 1, of
    a place that no path leads to.
    """

    path: Path
    message: str
    on_key: bool = False
    first: Path | None = None
    at: tuple[int, int] | None = None

    def inside(self, path: Path) -> Problem:
        """Return it as what is wrong with a part of what stands at `path`."""
        return attrs.evolve(self, path=(*path, *self.path))

    def below(self, path: Path) -> Path | None:
        """Return the way to it from `path`, empty if it is there; None if it is not below that."""
        depth = len(path)
        return self.path[depth:] if self.path[:depth] == path else None


class Source(Protocol):
    """The text of a config, which knows where a problem stands."""

    def describe(self, problem: Problem) -> str:
        """Return the problem as one line: file, position, path and message."""
        ...

    def excerpt(self, problem: Problem) -> str:
        """Return the source line and a caret under the place; empty if that is not known."""
        ...

    def as_values(self, problem: Problem) -> Mapping[str, Any]:
        """Return file, line, column, path and message, as JSON has them."""
        ...


class ConfigError(DatagenError):
    """A config is wrong: every problem found in it, one line each."""

    exit_code = 2

    def __init__(self, problems: Iterable[Problem], source: Source) -> None:
        self.problems = tuple(problems)
        self.source = source
        self.lines = tuple(source.describe(problem) for problem in self.problems)
        super().__init__("\n".join(self.lines))


class ParameterError(ValueError):
    """A parameter's value is out of bounds; `parameter` names it, so that the error can point."""

    def __init__(self, parameter: str, message: str) -> None:
        self.parameter = parameter
        self.message = message
        super().__init__(f"{parameter}: {message}")
