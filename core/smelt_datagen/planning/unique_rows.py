"""The key `unique` of a dataset: which of its references do not repeat together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

import attrs

from smelt_datagen.config.models import DatasetConfig
from smelt_datagen.errors import Problem, Step
from smelt_datagen.messages import near_names
from smelt_datagen.planning.binder import Binder
from smelt_datagen.planning.combinations import LARGEST, Combination, CombinedReference
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.dataset import Dataset
from smelt_datagen.protocol.reference import ReferenceColumn, UniformReference
from smelt_datagen.protocol.scope import BindFailure


def add_unique(config: DatasetConfig, dataset: Dataset, binder: Binder) -> None:
    """Let the columns under `unique` be bound to references that do not repeat together."""
    taken: dict[str, tuple[Step, ...]] = {}
    for number, names in enumerate(config.unique):
        group = _Group(config, dataset, binder, number, names)
        if group.is_right(taken):
            group.add()


@attrs.frozen(eq=False, repr=False)
class _Group:
    """One list of columns."""

    config: DatasetConfig
    dataset: Dataset
    binder: Binder
    number: int
    names: Sequence[str]

    def is_right(self, taken: dict[str, tuple[Step, ...]]) -> bool:
        """Return whether all names are those of different columns, noting what is wrong."""
        known = [column.name for column in self.config.columns]
        before = len(self.binder.problems)
        if len(self.names) < 2:  # noqa: PLR2004 (as the message says)
            self._note("must name two or more columns; for one there is 'unique' of foreign_key")
        for position, name in enumerate(self.names):
            path = (*self.config.path, "unique", self.number, position)
            if name not in known:
                message = f"there is no column '{name}' under 'columns'{near_names(name, known)}"
                self._note(message, position)
            elif taken.setdefault(name, path) != path:
                message = f"column '{name}' stands under 'unique' already"
                self.binder.problems.append(Problem(path, message, first=taken[name]))
        return len(self.binder.problems) == before

    def add(self) -> None:
        """Let the columns be others once they are bound."""
        self.binder.add_fact(self.dataset, self._key, "unique", self._sizes)
        stream = self.dataset.stream.child("unique", *self.names)
        combination = Combination(stream, lambda: self.binder.fact(self.dataset, self._key))
        for position, name in enumerate(self.names):
            self.binder.change(self.dataset, name, partial(self._combined, combination, position))

    @property
    def _key(self) -> tuple[str, int]:
        return "unique", self.number

    def _combined(self, combination: Combination, position: int, column: Column) -> Column:
        """Return the column in place of one that picks its target for itself."""
        reference = column.reference
        if type(reference) is not UniformReference or reference.stream is not None:
            name = self.names[position]
            self._note(f"column '{name}' is no foreign key without options", position)
            raise BindFailure
        self.binder.need(self.dataset, self._key)
        combined = CombinedReference(reference.target, reference.key, combination, position)
        return ReferenceColumn(column.type, combined)

    def _sizes(self) -> Sequence[int]:
        """Return the row counts of the targets; fail if their combinations are too few."""
        columns = [self.binder.column(self.dataset, name) for name in self.names]
        sizes = [column.reference.target.row_count for column in columns if column.reference]
        count, rows = math.prod(sizes), self.dataset.row_count
        product = " x ".join(f"{size:,}" for size in sizes)
        if count < rows:
            self._note(
                f"{rows:,} rows cannot be unique: there are {product} = {count:,} combinations"
            )
            raise BindFailure
        if count > LARGEST:
            self._note(f"has {product} combinations, of which 63 bits number {LARGEST:,} at most")
            raise BindFailure
        return sizes

    def _note(self, message: str, *path: Step) -> None:
        here = (*self.config.path, "unique", self.number, *path)
        self.binder.problems.append(Problem(here, message))
