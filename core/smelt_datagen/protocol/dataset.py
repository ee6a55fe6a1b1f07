"""Datasets as functions of row numbers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from smelt_datagen.arrays.conversion import arrow_array, numpy_values, take
from smelt_datagen.errors import RowsError
from smelt_datagen.protocol.block import Block
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.paths import cuts
from smelt_datagen.protocol.reference import Targets
from smelt_datagen.protocol.relation import Children, Families, FamilyRelation, Relation
from smelt_datagen.randomness import streams
from smelt_datagen.randomness.streams import Stream, UInt64Array

Derived = TypeVar("Derived")


@attrs.frozen(eq=False, repr=False)
class Member:
    """A column in its dataset: the stream it draws from comes with the place, not the column."""

    column: Column
    stream: Stream


@attrs.frozen(eq=False, repr=False)
class Dataset:
    """A number of rows and the columns that can be evaluated at any of them.

    What follows from other columns, the number of rows and the `relation`, is asked for when it is
    needed: a function stands in for it.
    """

    name: str
    _row_count: int | Callable[[], int]
    stream: Stream
    members: Mapping[str, Member] = MappingProxyType({})
    _relation: Callable[[], FamilyRelation] | None = None

    @property
    def row_count(self) -> int:
        """Number of rows; of a dataset with a parent, that of all children."""
        count = self._row_count
        return count if isinstance(count, int) else count()

    @property
    def relation(self) -> FamilyRelation | None:
        """How the rows lie under those of the dataset's parent, None if it has no parent."""
        return None if self._relation is None else self._relation()

    @classmethod
    def of(
        cls, name: str, row_count: int, stream: Stream, columns: Mapping[str, Column]
    ) -> Dataset:
        """Return a dataset with these columns, each on the stream that its name gives it."""
        members = {
            key: Member(column, stream.child("column", key)) for key, column in columns.items()
        }
        return cls(name, row_count, stream, MappingProxyType(members))

    def range(self, start: int, stop: int) -> Rows:
        """Return the contiguous rows [start, stop); raise RowsError if there are no such rows."""
        if not 0 <= start <= stop <= self.row_count:
            raise self._beyond(f"rows {start} to {stop}")
        return Rows(self, np.arange(start, stop, dtype=np.uint64))

    def rows(self, index: npt.NDArray[np.integer[Any]]) -> Rows:
        """Return the rows with these numbers, in any order and as often as they stand there.

        Raises RowsError for numbers that are below 0 or beyond the rows, or are no integers.
        """
        if index.dtype.kind not in "iuO":  # numbers of Python where products pass 64 bits
            raise self._beyond(f"rows numbered by {index.dtype}")
        if len(index) and not 0 <= int(index.min()) <= int(index.max()) < self.row_count:
            raise self._beyond(f"rows {index.min()} to {index.max()}")
        is_wide = index.dtype in (np.int64, np.uint64)
        return Rows(self, index.view(np.uint64) if is_wide else index.astype(np.uint64))

    def _beyond(self, what: str) -> RowsError:
        return RowsError(f"{what} of '{self.name}', which has {self.row_count}")


class Rows:
    """Which rows of which dataset: global row numbers, contiguous or not, in any order."""

    def __init__(self, dataset: Dataset, index: UInt64Array) -> None:
        self.dataset = dataset
        self.index = index.view()
        self.index.flags.writeable = False
        self._arrays: dict[str, pa.Array] = {}
        self._targets: dict[str, Targets] = {}
        self._derived: dict[tuple[Hashable, Stream], Any] = {}
        self._children: dict[Relation, Children] = {}

    def __len__(self) -> int:
        return len(self.index)

    @cached_property
    def counters(self) -> UInt64Array:
        """What every stream's number at these rows is made from (see `streams.counters`)."""
        result = streams.counters(self.index)
        result.flags.writeable = False
        return result

    @cached_property
    def families(self) -> Families:
        """The families that the rows belong to; raises LookupError if the dataset has no parent."""
        relation = self.dataset.relation
        if relation is None:
            raise LookupError(f"dataset '{self.dataset.name}' has no parent")
        return relation.families(self.index)

    @cached_property
    def parents(self) -> Rows:
        """The parent's row of every row; each is evaluated once for all its children."""
        families, relation = self.families, self.dataset.relation
        assert relation is not None  # noqa: S101 (or there are no families)
        distinct = Rows(relation.parent, families.parents)
        is_one_each = len(distinct) == len(self) and bool((np.diff(families.places) > 0).all())
        return distinct if is_one_each else RepeatedRows(distinct, families.places)

    @cached_property
    def relatives(self) -> Rows:
        """All rows of all families that the rows belong to (see `Families.members`)."""
        members = self.families.members()
        return self if np.array_equal(members, self.index) else Rows(self.dataset, members)

    def children(self, relation: Relation) -> Children:
        """Return the rows' children by a relation whose parent the dataset is; computed once."""
        if relation not in self._children:
            self._children[relation] = Children(relation, self.index)
        return self._children[relation]

    def subset(self, positions: npt.NDArray[np.integer[Any]]) -> Rows:
        """Return the rows at these positions within these rows."""
        return Rows(self.dataset, self.index[positions])

    def derived(self, key: Hashable, stream: Stream, make: Callable[[Block], Derived]) -> Derived:
        """Return what `make` gives of a block of these rows on `stream`; computed once.

        `key` names the function: whoever asks with the same key and stream gets the same object.
        """
        place = (key, stream)
        if place not in self._derived:
            self._derived[place] = make(Block(self, stream))
        made: Derived = self._derived[place]
        return made

    def column(self, path: str) -> pa.Array:
        """Return the values of the dataset's column, or of that at a path, at these rows.

        Where the path leads to no row, the value is null. Computed once.
        """
        if path not in self._arrays:
            self._arrays[path] = self._values(path)
        return self._arrays[path]

    def follow(self, path: str) -> Targets:
        """Return the rows that a column of the dataset, or one at a path, refers to; computed once.

        Raises LookupError if the column refers to no rows.
        """
        if path not in self._targets:
            self._targets[path] = self._referred(path)
        return self._targets[path]

    def _values(self, path: str) -> pa.Array:
        member = self.dataset.members.get(path)
        if member is not None:
            return member.column.generate(Block(self, member.stream))
        first, rest = self._cut(path)
        return self.follow(first).column(rest)

    def _referred(self, path: str) -> Targets:
        member = self.dataset.members.get(path)
        if member is None:
            first, rest = self._cut(path)
            return self.follow(first).follow(rest)
        if member.column.reference is None:
            raise LookupError(f"column '{path}' refers to no rows of another dataset")
        return Block(self, member.stream).follow(member.column.reference)

    def _cut(self, path: str) -> tuple[str, str]:
        """Return the column that the first step of a path goes by, and the rest of it."""
        for first, rest in cuts(path):
            member = self.dataset.members.get(first)
            if member is not None and member.column.reference is not None:
                return first, rest
        raise KeyError(path)


class RepeatedRows(Rows):
    """Rows that are the same ones many times: what is evaluated at `distinct` is then repeated."""

    def __init__(self, distinct: Rows, places: npt.NDArray[np.int64]) -> None:
        super().__init__(distinct.dataset, distinct.index[places])
        self._distinct = distinct
        self._places = arrow_array(places)

    def _values(self, path: str) -> pa.Array:
        return take(self._distinct.column(path), self._places)

    def _referred(self, path: str) -> Targets:
        found = self._distinct.follow(path)
        places = numpy_values(self._places)
        valid = None if found.valid is None else found.valid[places]
        return Targets(RepeatedRows(found.rows, places), valid)
