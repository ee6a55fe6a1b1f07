"""The fields of a pool's shape, bound when they are asked for, so that they can refer to others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.plugin import (
    Attempts,
    Block,
    CircularReferenceError,
    Column,
    ColumnType,
    Dataset,
    GuideTable,
    Member,
    Reference,
    Rows,
    Stream,
    Targets,
)

Index = npt.NDArray[Any]


@attrs.define(eq=False, repr=False)
class EntryDraws:
    """Of which shape every entry of a pool is, and which is the first entry of its draw."""

    entries: Dataset
    weights: Sequence[float]
    emits: Sequence[int]
    _known: tuple[Index, Index] | None = None
    """Those of as many entries as somebody has asked for."""

    def upto(self, count: int) -> tuple[Index, Index]:
        """Return both for the first `count` entries."""
        known = self._known
        if known is None or len(known[0]) < count:
            known = self._known = self._drawn(count)
        return known[0][:count], known[1][:count]

    def first(self, rows: Rows) -> Rows:
        """Return for each of some entries the first one of its draw."""
        index = rows.index.view(np.int64)
        _, first_of = self.upto(int(index.max(initial=-1)) + 1)
        return rows.dataset.rows(first_of[index])

    def forget(self) -> None:
        """Keep nothing: it takes 16 bytes an entry."""
        self._known = None

    def _drawn(self, count: int) -> tuple[Index, Index]:
        every = self.entries.range(0, count)
        guide = GuideTable(list(self.weights))
        draws = guide.codes(Block(every, self.entries.stream.child("shape")).uint64())
        behind = np.cumsum(np.array(self.emits)[draws])
        draw_of = np.searchsorted(behind, np.arange(count), side="right")
        return draws[draw_of], np.concatenate([[0], behind])[draw_of]


@attrs.define(eq=False, repr=False)
class ShapeFields(Mapping[str, Member]):
    """The fields of a shape as columns of its entries, each bound when it is first asked for.

    A field that all entries of a draw share is evaluated at the first of them, whoever asks.
    """

    pool: str
    number: int
    """Which of the pool's shapes it is."""
    names: Sequence[str]
    sticky: frozenset[str]
    draws: EntryDraws
    bind: Callable[[str], Column]
    _bound: dict[str, Member] = attrs.field(factory=dict)
    _failed: dict[str, Attempts] = attrs.field(factory=dict)
    _open: list[str] = attrs.field(factory=list)

    def __getitem__(self, name: str) -> Member:
        if name not in self.names:
            raise KeyError(name)
        if name in self._open:
            way = [*self._open[self._open.index(name) :], name]
            raise CircularReferenceError([f"{self.pool}.{field}" for field in way])
        if name in self._failed:
            self._failed[name].settle()
        if name not in self._bound:
            self._bound[name] = self._made(name)
        return self._bound[name]

    def bind_all(self, attempts: Attempts) -> None:
        """Bind all fields, noting every error."""
        for name in self.names:
            with attempts:
                self[name]

    def __contains__(self, name: object) -> bool:
        return name in self.names  # without binding it

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def _stream(self, name: str) -> Stream:
        return self.draws.entries.stream.child("shape", self.number, "field", name)

    def _made(self, name: str) -> Member:
        column = None
        attempts = self._failed[name] = Attempts()
        self._open.append(name)
        with attempts:
            column = self.bind(name)
        self._open.pop()
        if column is None:
            attempts.settle()
            raise KeyError(name)
        del self._failed[name]
        if name in self.sticky:
            column = _StickyColumn(
                column.type, _sticky(column.reference, self.draws), column, self.draws
            )
        return Member(column, self._stream(name))


def _sticky(reference: Reference | None, draws: EntryDraws) -> Reference | None:
    if reference is None:
        return None
    return _StickyReference(reference.target, reference.key, reference, draws)


@attrs.frozen(eq=False, repr=False)
class _StickyColumn(Column):
    """A field at the first entry of each draw."""

    type: ColumnType
    reference: Reference | None
    inner: Column
    places: EntryDraws

    def generate(self, block: Block) -> pa.Array:
        return self.inner.generate(block.at(self.places.first(block.rows)))


@attrs.frozen(eq=False, repr=False)
class _StickyReference(Reference):
    """Where a field leads at the first entry of each draw."""

    inner: Reference
    places: EntryDraws

    def rows(self, block: Block) -> Targets:
        return block.at(self.places.first(block.rows)).follow(self.inner)
