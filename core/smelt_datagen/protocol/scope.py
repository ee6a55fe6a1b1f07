"""What a generator may look at, and say, while it is bound to its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, NoReturn, Protocol, TypeAlias

import attrs

from smelt_datagen.errors import Path, Problem, Step
from smelt_datagen.messages import near_names

if TYPE_CHECKING:
    from smelt_datagen.protocol.column import Column
    from smelt_datagen.protocol.dataset import Dataset
    from smelt_datagen.protocol.generator import Generator
    from smelt_datagen.protocol.section import Section

Place: TypeAlias = Literal["columns", "entity", "section"]
"""Under which key of the dataset a generator stands; a section is any plugin's key."""


IN_ERROR = object()
"""Stands for a section that could not be bound."""


class BindFailure(Exception):  # noqa: N818 (control flow inside a plan, never shown)
    """A generator could not be bound; what is wrong has been reported."""


class Attempts:
    """Lets several steps fail, each with its own errors, so that all errors are noted.

    Each step stands in a `with` block of its own; `settle` gives up if any of them failed.
    """

    def __init__(self) -> None:
        self._failed = False

    def __enter__(self) -> None:
        """Begin a step."""

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        """End a step; its failure is remembered and goes no further."""
        failed = kind is not None and issubclass(kind, BindFailure)
        self._failed |= failed
        return failed

    def settle(self) -> None:
        """Give up binding if any step failed."""
        if self._failed:
            raise BindFailure


class Bind(Protocol):
    """Binds a generator at its place."""

    def __call__(self, generator: Generator, scope: Scope) -> Column:
        """Return a column that checks every array and names its origin in errors."""
        ...


@attrs.frozen
class Context:
    """What all generators of one dataset share while the plan is made."""

    owner: Dataset
    """The dataset of the config, also for what stands in its entity or a section."""
    earlier: Mapping[str, Dataset]
    names: frozenset[str]
    """Names of all datasets of the config; those not `earlier` cannot be referred to."""
    columns: frozenset[str]
    """Names of all columns of this dataset, those of its entities left out."""
    problems: list[Problem]
    bind: Bind
    sections: Mapping[type[Section], Any]
    """What each section of the dataset was bound to; IN_ERROR for one that is in error."""


@attrs.frozen
class Scope:
    """The place at which a generator is bound.

    `own` is the dataset whose rows it is evaluated at: the config's dataset, its entities, or
    what a section makes rows of.
    """

    context: Context
    own: Dataset
    place: Place
    path: Path
    column_name: str

    @property
    def row_count(self) -> int:
        """Number of rows of `own`: primary rows of a dataset, or its entities."""
        return self.own.row_count

    def bind(self, generator: Generator, *path: Step) -> Column:
        """Bind an inner generator that stands at `path` below this one.

        Its stream is not part of the binding: give it one with `block.child(...)`.
        """
        inner = attrs.evolve(self, path=(*self.path, *path))
        return self.context.bind(generator, inner)

    def bind_all(self, generators: Mapping[str, Generator], *path: Step) -> dict[str, Column]:
        """Bind inner generators that stand under their keys at `path`, noting every error."""
        bound: dict[str, Column] = {}
        attempts = self.attempts()
        for name, generator in generators.items():
            with attempts:
                bound[name] = self.bind(generator, *path, name)
        attempts.settle()
        return bound

    def attempts(self) -> Attempts:
        """Return a context in which several things may fail before binding is given up."""
        return Attempts()

    def inside(self, own: Dataset, *path: Step) -> Scope:
        """Return the scope for what a section evaluates at rows of its own making."""
        return attrs.evolve(self, own=own, place="section", path=(*self.path, *path))

    def dataset(self, name: str, *path: Step) -> Dataset:
        """Return the dataset `name`, which stands earlier in the config; fail at `path` if none."""
        found = self.context.earlier.get(name)
        if found is not None:
            return found
        if name == self.context.owner.name:
            self.fail(f"a dataset cannot refer to itself ('{name}')", *path)
        if name in self.context.names:
            self.fail(f"dataset '{name}' stands later in the config: move it up", *path)
        near = near_names(name, self.context.earlier)
        return self.fail(f"there is no dataset '{name}'{near}", *path)

    def column(self, name: str, *path: Step) -> Column:
        """Return the column `name` of `own` that stands before this one; fail at `path` if none."""
        return self.column_of(self.own, name, *path)

    def column_of(self, dataset: Dataset, name: str, *path: Step) -> Column:
        """Return the column `name` of `dataset`; fail at `path` if there is none."""
        if name in dataset.members:
            return dataset.members[name].column
        if name in dataset.unbound:
            raise BindFailure  # its own error is reported; this would only repeat it
        if dataset is self.own and name == self.column_name:
            self.fail(f"a column cannot refer to itself ('{name}')", *path)
        if dataset is self.own and self.place == "columns" and name in self.context.columns:
            self.fail(f"column '{name}' stands later in the dataset: move it up", *path)
        near = near_names(name, dataset.members)
        where = "before this one" if dataset is self.own else f"in dataset '{dataset.name}'"
        return self.fail(f"there is no column '{name}' {where}{near}", *path)

    def section(self, section: type[Section]) -> Any:
        """Return what the dataset's `section` was bound to, None if the dataset has none."""
        if section not in self.context.sections:
            return None
        bound = self.context.sections[section]
        if bound is IN_ERROR:
            raise BindFailure  # its own errors are reported
        return bound

    def report(
        self, message: str, *path: Step, on_key: bool = False, first: Path | None = None
    ) -> None:
        """Note an error of the value at `path` below this generator, and go on.

        Of something that stands twice, `first` is the path at which it stood before.
        """
        before = None if first is None else (*self.path, *first)
        self.context.problems.append(Problem((*self.path, *path), message, on_key, before))

    def stop_if_failed(self) -> None:
        """Give up binding if anything was reported at or below this generator."""
        depth = len(self.path)
        if any(problem.path[:depth] == self.path for problem in self.context.problems):
            raise BindFailure

    def fail(self, message: str, *path: Step, first: Path | None = None) -> NoReturn:
        """Note an error as `report` does, and give up binding this generator."""
        self.report(message, *path, first=first)
        raise BindFailure
