"""Nulls laid over a column, and over the reference that it may have."""

from __future__ import annotations

import attrs
import pyarrow as pa

from smelt_datagen.arrays.nulls import with_validity
from smelt_datagen.protocol.block import Block
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.column_type import ColumnType
from smelt_datagen.protocol.reference import Reference, Targets


def with_nulls(inner: Column, probability: float) -> Column:
    """Return a column that has the values of `inner` with a probability in [0, 1], else null.

    If `inner` refers to rows of another dataset, so does the column, where it is not null.
    """
    reference = None
    if inner.reference is not None:
        target, key = inner.reference.target, inner.reference.key
        reference = _NullableReference(target, key, inner.reference, probability)
    kind = attrs.evolve(inner.type, nullable=True)
    return _NullableColumn(kind, reference, inner, probability)


@attrs.frozen(eq=False)
class _NullableColumn(Column):
    type: ColumnType
    reference: Reference | None
    inner: Column
    probability: float

    def generate(self, block: Block) -> pa.Array:
        array = self.inner.generate(block.child("inner"))
        return with_validity(array, block.bernoulli(self.probability))


@attrs.frozen(eq=False)
class _NullableReference(Reference):
    """The rows that the inner reference leads to, where there is a value."""

    inner: Reference
    probability: float

    def rows(self, block: Block) -> Targets:
        targets = block.child("inner").follow(self.inner)
        valid = block.bernoulli(self.probability)
        return Targets(targets.rows, valid if targets.valid is None else valid & targets.valid)
