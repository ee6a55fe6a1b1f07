"""Datasets as functions of row numbers."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from smelt_datagen.protocol.block import Block
from smelt_datagen.randomness import streams

if TYPE_CHECKING:
    from smelt_datagen.protocol.column import Column
    from smelt_datagen.randomness.streams import Stream, UInt64Array


@attrs.frozen
class Member:
    """A column in its dataset: the stream it draws from comes with the place, not the column."""

    column: Column
    stream: Stream


@attrs.frozen(eq=False)
class Dataset:
    """A number of rows and the columns that can be evaluated at any of them.

    `members` fills up while a plan is made, in config order, so that a column being bound finds
    exactly the columns before it.
    """

    name: str
    row_count: int
    stream: Stream
    members: dict[str, Member] = attrs.field(factory=dict)
    unbound: set[str] = attrs.field(factory=set)
    """Names of columns that are in error: nothing more is to be said of what refers to them."""

    def add(self, name: str, column: Column) -> None:
        """Place `column` under `name`; its stream follows from the two names and the seed."""
        self.members[name] = Member(column, self.stream.child("column", name))

    def range(self, start: int, stop: int) -> Rows:
        """Return the contiguous rows [start, stop)."""
        return Rows(self, np.arange(start, stop, dtype=np.uint64))

    def rows(self, index: npt.NDArray[np.integer[Any]]) -> Rows:
        """Return the rows with these numbers, in any order and as often as they stand there."""
        return Rows(self, index.astype(np.uint64))


class Rows:
    """Which rows of which dataset: global row numbers, contiguous or not, in any order."""

    def __init__(self, dataset: Dataset, index: UInt64Array) -> None:
        self.dataset = dataset
        self.index = index.view()
        self.index.flags.writeable = False
        self._arrays: dict[str, pa.Array] = {}
        self._derived: dict[Hashable, Any] = {}

    def __len__(self) -> int:
        return len(self.index)

    @cached_property
    def counters(self) -> UInt64Array:
        """What every stream's number at these rows is made from (see `streams.counters`)."""
        result = streams.counters(self.index)
        result.flags.writeable = False
        return result

    def subset(self, positions: npt.NDArray[np.integer[Any]]) -> Rows:
        """Return the rows at these positions within these rows."""
        return Rows(self.dataset, self.index[positions])

    def derived(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Return what `make` gives, a function of these rows that `key` names; computed once."""
        if key not in self._derived:
            self._derived[key] = make()
        return self._derived[key]

    def column(self, name: str) -> pa.Array:
        """Return the values of the dataset's column `name` at these rows; computed once."""
        if name not in self._arrays:
            member = self.dataset.members[name]
            self._arrays[name] = member.column.generate(Block(self, member.stream))
        return self._arrays[name]
