"""What a generator may look at, and say, while it is bound to its place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NoReturn, Protocol, TypeAlias, TypeVar

import attrs

from smelt_datagen.errors import Path, Problem, Step
from smelt_datagen.messages import near_names
from smelt_datagen.protocol.paths import FollowedColumn, OwnReference, cuts

if TYPE_CHECKING:
    from smelt_datagen.protocol.column import Column
    from smelt_datagen.protocol.dataset import Dataset
    from smelt_datagen.protocol.generator import Generator
    from smelt_datagen.protocol.section import Section

Place: TypeAlias = Literal["columns", "entity", "section", "parent"]
"""Under which key of the dataset a generator stands; a section is any plugin's key."""

Bound = TypeVar("Bound")


class BindFailure(Exception):  # noqa: N818 (control flow inside a plan, never shown)
    """A generator could not be bound; what is wrong has been reported."""


class CircularReferenceError(Exception):
    """A column refers to itself, by way of others that the message names."""

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__(f"refers to itself: {' → '.join(places)}")


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


class Context(Protocol):
    """The plan in the making, as scopes see it."""

    @property
    def datasets(self) -> Mapping[str, Dataset]:
        """All datasets of the config, by name."""
        ...

    @property
    def problems(self) -> list[Problem]:
        """What was found to be wrong so far."""
        ...

    def bind(self, generator: Generator, scope: Scope) -> Column:
        """Return a column that checks every array and names its origin in errors."""
        ...

    def refer(self, dataset: Dataset) -> None:
        """Note that what is bound depends on another dataset: its name, its size, its streams."""
        ...

    def refer_to_version(self, distribution: str) -> None:
        """Note that what is bound depends on the version of an installed distribution."""
        ...

    def column_names(self, dataset: Dataset) -> Collection[str]:
        """Return the names of all columns of a dataset, bound or not."""
        ...

    def exact_columns(self, dataset: Dataset) -> Sequence[str]:
        """Return the names of those columns of a dataset that have the key `exact`."""
        ...

    def column(self, dataset: Dataset, name: str) -> Column:
        """Return one of these, bound if it was not before.

        Raises BindFailure if it is in error, CircularReferenceError if it is being bound.
        """
        ...

    def section(self, owner: Dataset, section: type[Section]) -> Any:
        """Return what a section of a dataset was bound to, None if it has none (see `column`)."""
        ...


@attrs.frozen(eq=False, repr=False)
class Scope:
    """The place at which a generator is bound.

    `own` is the dataset whose rows it is evaluated at: the config's dataset, its entities, or
    what a section makes rows of. `owner` is the config's dataset in each of these cases.
    """

    context: Context
    owner: Dataset
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
        return self.context.bind(generator, self.at((*self.path, *path)))

    def at(self, path: Path, column_name: str | None = None) -> Scope:
        """Return the scope for something that stands at `path`, of the same column or of that."""
        name = self.column_name if column_name is None else column_name
        return Scope(self.context, self.owner, self.own, self.place, path, name)

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
        """Return another dataset of the config, wherever it stands; fail at `path` if none."""
        found = self.context.datasets.get(name)
        if found is self.owner:
            self.fail(f"a dataset cannot refer to itself ('{name}')", *path)
        if found is not None:
            self.context.refer(found)
            return found
        near = near_names(name, set(self.context.datasets) - {self.owner.name})
        return self.fail(f"there is no dataset '{name}'{near}", *path)

    def depends_on(self, distribution: str) -> None:
        """Note that values follow from the version of that distribution too, as the recipe does."""
        self.context.refer_to_version(distribution)

    def column(self, name: str, *path: Step) -> Column:
        """Return the column `name` of `own`, or at that path; bound now if need be.

        Fails at `path` if there is none.
        """
        return self.column_of(self.own, name, *path)

    def has_column(self, name: str) -> bool:
        """Return whether `own` has a column that is called so; a path is no name."""
        return name in self.context.column_names(self.own)

    def column_of(self, dataset: Dataset, name: str, *path: Step) -> Column:
        """Return the column `name` of `dataset`, or at that path; bound now if need be.

        Fails at `path` if there is none, or if that column refers, by whatever way, to this one.
        The values are those of `rows.column(name)` at rows of `dataset`.
        """
        if name in self.context.column_names(dataset):
            return self._bound(lambda: self.context.column(dataset, name), *path)
        first, rest = self._first_step(dataset, name, *path)
        return self.column_along(dataset, first, rest, *path)

    def column_along(self, dataset: Dataset, through: str, name: str, *path: Step) -> Column:
        """Return the column `name` of the rows that `dataset`'s column `through` refers to.

        Fails at `path` as `column_of` does, and if `through` refers to no rows.
        """
        first = self.column_of(dataset, through, *path)
        if first.reference is None:
            self.fail(f"column '{through}' refers to no rows of another dataset", *path)
        target, key = first.reference.target, first.reference.key
        column = self.column_of(target, name, *path)
        way = OwnReference(target, key, through)
        return FollowedColumn.along(way, name, column, nullable=first.type.nullable)

    def _first_step(self, dataset: Dataset, name: str, *path: Step) -> tuple[str, str]:
        """Return the column that the first step of a path goes by, and the rest of the path."""
        known = self.context.column_names(dataset)
        steps = [(first, rest) for first, rest in cuts(name) if first in known]
        for first, rest in steps:
            if self.column_of(dataset, first, *path).reference is not None:
                return first, rest
        where = f"in dataset '{dataset.name}'"
        if dataset is self.own and self.place != "parent":
            where = "beside it" if self.place == "section" else "in this dataset"
        if steps:
            why = f"column '{steps[0][0]}' {where} refers to no rows of another dataset"
            self.fail(f"'{name}' leads nowhere: {why}", *path)
        near = near_names(name, set(known) - {self.column_name if dataset is self.own else ""})
        return self.fail(f"there is no column '{name}' {where}{near}", *path)

    def section(self, section: type[Section]) -> Any:
        """Return what the dataset's `section` was bound to, None if the dataset has none."""
        return self._bound(lambda: self.context.section(self.owner, section))

    def _bound(self, bind: Callable[[], Bound], *path: Step) -> Bound:
        try:
            return bind()
        except CircularReferenceError as circle:
            return self.fail(str(circle), *path)

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
        if any(problem.below(self.path) is not None for problem in self.context.problems):
            raise BindFailure

    def fail(self, message: str, *path: Step, first: Path | None = None) -> NoReturn:
        """Note an error as `report` does, and give up binding this generator."""
        self.report(message, *path, first=first)
        raise BindFailure
