"""The content of a linked pool: tuples of values, drawn shape by shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from threading import Lock
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import (
    arrow_array,
    take,
)
from smelt_datagen.plugin import (
    Block,
    Column,
    ColumnType,
    Dataset,
    Member,
    Reference,
    Stream,
    Targets,
)

from smelt_datagen_builtin.choices.merging import unified
from smelt_datagen_builtin.references.shapes import EntryDraws

Index = npt.NDArray[Any]

_PROBE = 64
"""Entries by which the size of all is judged."""
_BOOKKEEPING = 40
"""Bytes an entry takes while its shape, its draw and its place are known."""


@attrs.frozen(eq=False, repr=False)
class BoundShape:
    """One kind of draw: its fields, as columns of its entries."""

    entries: Dataset
    fields: Mapping[str, Member]

    def column(self, field: str) -> Column:
        """Return the column of a field."""
        return self.fields[field].column


@attrs.frozen(eq=False, repr=False)
class BoundPool:
    """A pool's tuples as columns of `entries.row_count` values; made when first used.

    The rows of `entries` are the pool's entries, its stream is that of the pool's contents.
    """

    entries: Dataset
    pick: Stream
    draws: EntryDraws
    shapes: Sequence[BoundShape]
    types: Mapping[str, ColumnType]
    target: Dataset = attrs.field(init=False)
    """The entries as a dataset with a column for every field, of which rows pick one."""
    _made: dict[str, pa.Array] = attrs.field(factory=dict, init=False)
    _targets: dict[str, tuple[Index, Index]] = attrs.field(factory=dict, init=False)
    _lock: Lock = attrs.field(factory=Lock, init=False)

    def __attrs_post_init__(self) -> None:
        stream = self.entries.stream
        members = {
            field: Member(
                _FieldColumn(kind, self._reference(field), partial(self._at, field)), stream
            )
            for field, kind in self.types.items()
        }
        object.__setattr__(self, "target", attrs.evolve(self.entries, members=members))

    def values(self, field: str) -> pa.Array:
        """Return the field's value in every entry."""
        with self._lock:  # one thread makes a large pool, the others wait for it
            if not self._made:
                shape_of, _ = self.draws.upto(self.entries.row_count)
                for name in self.shapes[0].fields:
                    self._made[name] = self._column(name, shape_of)
                self.draws.forget()
        return self._made[field]

    def entry_bytes(self) -> int:
        """Return about how many bytes an entry takes: its values twice while they are ordered."""
        count = min(_PROBE, self.entries.row_count)
        widths = []
        for shape in self.shapes:
            rows = shape.entries.range(0, count)
            widths.append(sum(rows.column(field).nbytes for field in shape.fields))
        width: int = max(widths)
        return 2 * width // count + _BOOKKEEPING

    def targets(self, field: str) -> tuple[Index, Index]:
        """Return which row the field refers to in every entry, and where it refers to one."""
        with self._lock:
            if field not in self._targets:
                self._targets[field] = self._followed(field)
        return self._targets[field]

    def _reference(self, field: str) -> Reference | None:
        """Return where the field leads, if that is to one dataset in all shapes."""
        found = [shape.column(field).reference for shape in self.shapes]
        first = found[0]
        if first is None or any(
            one is None or (one.target, one.key) != (first.target, first.key) for one in found
        ):
            return None
        return _EntryReference(first.target, first.key, self, field)

    def _at(self, field: str, block: Block) -> pa.Array:
        """Return the field's value in a block's entries."""
        return take(self.values(field), arrow_array(block.index))

    def _column(self, field: str, shape_of: Index) -> pa.Array:
        parts, positions = [], []
        for column, entries, block in self._blocks(field, shape_of):
            parts.append(unified(self.types[field], column.type, column.generate(block)))
            positions.append(entries)
        order = np.argsort(np.concatenate(positions), kind="stable")
        return take(pa.concat_arrays(parts), arrow_array(order))

    def _followed(self, field: str) -> tuple[Index, Index]:
        count = self.entries.row_count
        numbers, valid = np.zeros(count, dtype=np.uint64), np.ones(count, dtype=np.bool_)
        shape_of, _ = self.draws.upto(count)
        for column, entries, block in self._blocks(field, shape_of):
            if column.reference is not None:
                found = block.follow(column.reference)
                numbers[entries] = found.rows.index
                valid[entries] = True if found.valid is None else found.valid
        self.draws.forget()
        return numbers, valid

    def _blocks(self, field: str, shape_of: Index) -> Iterator[tuple[Column, Index, Block]]:
        """Yield for each shape its column of a field, its entries, and what makes their values."""
        for number, shape in enumerate(self.shapes):
            entries = np.flatnonzero(shape_of == number)
            member = shape.fields[field]
            yield member.column, entries, Block(shape.entries.rows(entries), member.stream)


@attrs.frozen(eq=False, repr=False)
class _FieldColumn(Column):
    """A field of the pool's entries."""

    type: ColumnType
    reference: Reference | None
    make: Callable[[Block], pa.Array]

    def generate(self, block: Block) -> pa.Array:
        return self.make(block)


@attrs.frozen(eq=False, repr=False)
class _EntryReference(Reference):
    """Where a field of a pool's entries leads: 9 bytes an entry, made when first used."""

    pool: BoundPool
    field: str

    def rows(self, block: Block) -> Targets:
        numbers, valid = self.pool.targets(self.field)
        entries = block.index.view(np.int64)
        return Targets(self.target.rows(numbers[entries]), valid[entries])
