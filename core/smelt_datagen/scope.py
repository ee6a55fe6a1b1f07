"""What a generator may look at, and say, while it is bound to its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NoReturn, Protocol

import attrs

from smelt_datagen.errors import Path, Problem, Step
from smelt_datagen.wording import near_names

if TYPE_CHECKING:
    from smelt_datagen.column import Column
    from smelt_datagen.declare import Generator
    from smelt_datagen.rows import Dataset


class BindFailure(Exception):  # noqa: N818 (control flow inside a plan, never shown)
    """A generator could not be bound; what is wrong has been reported."""


class Checker(Protocol):
    """Makes the checked column of a generator that was bound."""

    def __call__(self, generator: Generator, column: Column, scope: Scope) -> Column:
        """Return a column that checks every array of `column` and names its origin in errors."""
        ...


@attrs.frozen
class Context:
    """What all generators of one dataset share while the plan is made."""

    dataset: Dataset
    earlier: Mapping[str, Dataset | None]
    """The datasets before this one; None for one that is itself in error."""
    later: frozenset[str]
    """Names of this dataset and those behind it, which cannot be referred to."""
    problems: list[Problem]
    check: Checker


@attrs.frozen
class Scope:
    """The place at which a generator is bound."""

    context: Context
    path: Path
    column_name: str

    @property
    def row_count(self) -> int:
        """Number of primary rows of the dataset in which the generator stands."""
        return self.context.dataset.row_count

    def bind(self, generator: Generator, *path: Step) -> Column:
        """Bind an inner generator that stands at `path` below this one.

        Its stream is not part of the binding: give it one with `block.child(...)`.
        """
        inner = attrs.evolve(self, path=(*self.path, *path))
        column = generator.bind(inner)
        return self.context.check(generator, column, inner)

    def dataset(self, name: str, *path: Step) -> Dataset:
        """Return the dataset `name`, which stands earlier in the config; fail at `path` if none."""
        found = self.context.earlier.get(name)
        if found is not None:
            return found
        if name in self.context.earlier:
            raise BindFailure  # its own errors are reported; this would only repeat them
        if name == self.context.dataset.name:
            self.fail(f"a dataset cannot refer to itself ('{name}')", *path)
        if name in self.context.later:
            self.fail(f"dataset '{name}' stands later in the config: move it up", *path)
        near = near_names(name, self.context.earlier)
        return self.fail(f"there is no dataset '{name}'{near}", *path)

    def report(self, message: str, *path: Step, on_key: bool = False) -> None:
        """Note an error of the value at `path` below this generator, and go on."""
        self.context.problems.append(Problem((*self.path, *path), message, on_key))

    def stop_if_failed(self) -> None:
        """Give up binding if anything was reported at or below this generator."""
        depth = len(self.path)
        if any(problem.path[:depth] == self.path for problem in self.context.problems):
            raise BindFailure

    def fail(self, message: str, *path: Step) -> NoReturn:
        """Note an error of the value at `path` below this generator, and give up binding it."""
        self.report(message, *path)
        raise BindFailure
