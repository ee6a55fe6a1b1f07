"""Columns, entities and sections of all datasets, bound when they are asked for.

Every error is noted. A column that is asked for while it is bound refers to itself.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from functools import partial
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Any

import attrs

from smelt_datagen.config.models import ColumnConfig, GeneratorConfig
from smelt_datagen.config.structuring import BrokenGenerator, Structurer
from smelt_datagen.errors import Path, Problem
from smelt_datagen.planning.checks import Provenance
from smelt_datagen.planning.column_keys import with_keys
from smelt_datagen.planning.draw_keys import with_draws
from smelt_datagen.planning.on_demand import OnDemand
from smelt_datagen.planning.sections import Sections
from smelt_datagen.planning.written import Written
from smelt_datagen.plugins.registry import Origin, Plugins
from smelt_datagen.protocol.allowed_types import refused
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.dataset import Dataset, Member
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.protocol.relation import FamilyRelation, Relation
from smelt_datagen.protocol.scope import BindFailure, CircularReferenceError, Scope
from smelt_datagen.protocol.section import Section
from smelt_datagen.randomness.streams import Stream


def _while_bound() -> str:
    return "while it was bound"


@attrs.define(eq=False, repr=False)
class Binder:
    """The plan in the making, as scopes see it; what is wrong goes to `problems`."""

    plugins: Plugins
    problems: list[Problem]
    folder: FilePath
    """Where the paths of files that the config names begin."""
    datasets: dict[str, Dataset] = attrs.field(factory=dict)
    """Those of the config, by name."""
    sections: Sections = attrs.field(init=False)
    written: Written = attrs.field(init=False)
    _demand: OnDemand = attrs.field(init=False, factory=OnDemand)
    _members: dict[Dataset, dict[str, Member]] = attrs.field(init=False, factory=dict)
    _first: dict[Dataset, dict[str, Path]] = attrs.field(init=False, factory=dict)
    """Where each column of a dataset stands first in the config."""
    _folded: dict[Dataset, dict[str, str]] = attrs.field(init=False, factory=dict)
    """The name that came first of those that differ in case only."""
    _exact: dict[Dataset, list[str]] = attrs.field(init=False, factory=dict)
    _changes: dict[tuple[Dataset, str], Callable[[Column], Column]] = attrs.field(
        init=False, factory=dict
    )

    def __attrs_post_init__(self) -> None:
        structurer = Structurer(self.plugins.generator, self.folder)
        self.written = Written(structurer, self.problems, self._demand)
        self.sections = Sections(self.plugins, self.problems, self._demand, self.written)

    def dataset(
        self,
        name: str,
        row_count: int | Callable[[], int],
        stream: Stream,
        relation: Callable[[], FamilyRelation] | None = None,
    ) -> Dataset:
        """Return a new dataset, whose columns are those that will be bound."""
        members: dict[str, Member] = {}
        made = Dataset(name, row_count, stream, MappingProxyType(members), relation)
        self._members[made], self._first[made], self._folded[made] = members, {}, {}
        return made

    def add(self, config: ColumnConfig, scope: Scope, *, is_native: bool) -> bool:
        """Let a column of `scope.own` be bound when it is asked for; return if its name is new.

        `is_native` is what `with_keys` takes.
        """
        here = scope.at(scope.path, config.name)
        if config.exact:
            self._exact.setdefault(scope.own, []).append(config.name)
        is_new = self.add_name(scope.own, config.name, (*config.path, "name"))
        # the second of one name is bound for its errors only
        key = config.name if is_new else config.path
        make = partial(self._column, config, here, is_native=is_native)
        self._demand.add((scope.own, key), f"{scope.own.name}.{config.name}", make)
        return is_new

    def add_made(self, dataset: Dataset, name: str, make: Any) -> None:
        """Let `make` make a column that no generator of the config stands for."""
        self._demand.add(
            (dataset, name), f"{dataset.name}.{name}", lambda: self._placed(dataset, name, make())
        )

    def add_fact(self, dataset: Dataset, key: Hashable, name: str, make: Any) -> None:
        """Let `make` find out something that columns of a dataset have in common."""
        self._demand.add((dataset, key), f"{dataset.name}.{name}", make)

    def fact(self, dataset: Dataset, key: Hashable) -> Any:
        """Return it, found out now if it was not before; raises BindFailure if it is in error."""
        return self._demand.get((dataset, key))

    def need(self, dataset: Dataset, key: Hashable) -> None:
        """Note that what is being bound depends on such a thing, without asking for it."""
        self._demand.note((dataset, key))

    def change(self, dataset: Dataset, name: str, make: Callable[[Column], Column]) -> None:
        """Let `make` make another column of that of a generator, in its place."""
        self._changes[dataset, name] = make

    def add_name(self, dataset: Dataset, name: str, path: Path) -> bool:
        """Return whether the name of a column is new in its dataset; note one that is not."""
        first = self._first[dataset]
        other = self._folded[dataset].setdefault(name.casefold(), name)
        if name and name in first:
            message = f"duplicate column name '{name}'"
            self.problems.append(Problem(path, message, first=first[name]))
        elif name and other != name:
            message = f"differs from '{other}' in case only: many readers lose one of them"
            self.problems.append(Problem(path, message, first=first[other]))
        return bool(name) and first.setdefault(name, path) == path

    def bind_all(self) -> None:
        """Bind all that was not asked for."""
        for key in self._demand:
            with contextlib.suppress(BindFailure):
                self._demand.get(key)

    def failed(self) -> list[str]:
        """Return the names of what could not be bound."""
        return self._demand.failed()

    def making(self, dataset: Dataset, what: Hashable) -> contextlib.AbstractContextManager[None]:
        """Return a context in which something of a dataset is bound that nobody asks for."""
        return self._demand.making((dataset, what))

    def refer(self, dataset: Dataset) -> None:
        """Note that what is being bound depends on another dataset."""
        self._demand.note(dataset)
        self._need_relation(dataset)

    def refer_to_version(self, distribution: str) -> None:
        """Note that what is being bound depends on the version of an installed distribution."""
        from importlib.metadata import version  # noqa: PLC0415 (few configs ask; 10 ms to import)

        self._demand.note(Origin(distribution, version(distribution), ""))

    def _need_relation(self, dataset: Dataset) -> None:
        """Note that the rows of a dataset depend on those of its parent, if it has one."""
        if (dataset, Relation) in self._demand:
            self.need(dataset, Relation)

    def has_asked(self, dataset: Dataset, key: Hashable) -> bool:
        """Return whether such a thing asked for columns, or for facts of datasets."""
        needs = self._demand.needs([(dataset, key)])
        return any(isinstance(one, Dataset | tuple) for one in needs if one != (dataset, key))

    def needs(self) -> Mapping[str, tuple[Hashable, ...]]:
        """Return by its name what the columns, entities and sections of each dataset needed.

        These are pairs of a dataset and the name of a column or a section class, datasets that were
        referred to, the origins of plugins, and files (`FilePath`).
        """
        own: dict[str, list[Hashable]] = {name: [] for name in self.datasets}
        for key in self._demand.known():
            own[key[0].name].append(key)
        return {name: self._demand.needs(keys) for name, keys in own.items()}

    def column_names(self, dataset: Dataset) -> Collection[str]:
        """Return the names of all columns of a dataset, bound or not."""
        return self._first.get(dataset, dataset.members)

    def exact_columns(self, dataset: Dataset) -> Sequence[str]:
        """Return the names of those columns that have the key `exact`."""
        return self._exact.get(dataset, ())

    def column(self, dataset: Dataset, name: str) -> Column:
        """Return one of these, bound now if it was not before."""
        if dataset not in self._first:
            return dataset.members[name].column  # a dataset that a section made whole
        column: Column = self._demand.get((dataset, name))
        return column

    def section(self, owner: Dataset, section: type[Section]) -> Any:
        """Return what a section of a dataset was bound to, None if the dataset has none."""
        key = (owner, section)
        return self._demand.get(key) if key in self._demand else None

    def bind(self, generator: Generator, scope: Scope) -> Column:
        """Return a column that checks every array and names its origin in errors."""
        if isinstance(generator, BrokenGenerator):
            generator.bind(scope)
        origin = self.plugins.origin(generator)
        self._demand.note(origin)
        place = f"dataset '{scope.owner.name}', column '{scope.column_name}'"
        whose = f"{place}: generator '{generator.declaration.type}' of {origin or 'no plugin'}"
        provenance = Provenance(whose)
        with provenance.named(_while_bound):
            try:
                column = generator.bind(scope)
            except CircularReferenceError as circle:  # by way of how many rows a dataset has
                scope.fail(str(circle))
        declared = generator.declaration
        checked = provenance.checked(column, inverts_draw=declared.inverts_draw)
        if (wrong := refused(checked.type)) is not None:
            scope.fail(f"gives {wrong}")
        return checked

    def generator(self, config: GeneratorConfig | None, scope: Scope) -> Column:
        """Return the bound column of `config`; raises BindFailure if it is in error."""
        made = None if config is None else self.written.read(config.value, Generator, config.path)
        if config is None or made is None:
            raise BindFailure  # what is missing or wrong was noted
        return self.bind(made, scope.at(config.path))

    def _column(self, config: ColumnConfig, scope: Scope, *, is_native: bool) -> Column:
        self._need_relation(scope.owner)
        made = self.generator(config.generator, scope)
        if (scope.own, config.name) in self._changes:
            made = self._changes[scope.own, config.name](made)
        made = with_draws(config, made, scope, self.plugins)
        column = with_keys(config, made, scope, is_native=is_native)
        if self._first[scope.own].get(config.name) != (*config.path, "name"):
            return column
        return self._placed(scope.own, config.name, column)

    def _placed(self, dataset: Dataset, name: str, column: Column) -> Column:
        self._members[dataset][name] = Member(column, dataset.stream.child("column", name))
        return column
