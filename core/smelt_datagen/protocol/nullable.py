"""Nulls laid over a column, and over the reference that it may have."""

from __future__ import annotations

import attrs
import pyarrow as pa

from smelt_datagen.arrays.nulls import with_validity
from smelt_datagen.protocol.block import Block
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.column_type import ColumnType
from smelt_datagen.protocol.draw_source import DrawSource, InnerDraws
from smelt_datagen.protocol.reference import Reference, Targets

_INNER = "inner"


def with_nulls(inner: Column, probability: float) -> Column:
    """Return a column that has the values of `inner` with a probability in [0, 1], else null.

    If `inner` refers to rows of another dataset, so does the column, where it is not null. If it
    inverts its draw, so does the column; which values are null is drawn apart.
    """
    reference = None
    if inner.reference is not None:
        target, key = inner.reference.target, inner.reference.key
        reference = _NullableReference(target, key, inner.reference, probability)
    draws = None if inner.draws is None else InnerDraws(inner.draws, _INNER)
    kind = attrs.evolve(inner.type, nullable=True)
    return _NullableColumn(kind, reference, draws, inner, probability)


@attrs.frozen(eq=False, repr=False)
class _NullableColumn(Column):
    type: ColumnType
    reference: Reference | None
    draws: DrawSource | None
    inner: Column
    probability: float

    def generate(self, block: Block) -> pa.Array:
        array = self.inner.generate(block.child(_INNER))
        return with_validity(array, block.bernoulli(self.probability))

    def drawing(self, source: DrawSource) -> Column:
        return with_nulls(self.inner.drawing(source), self.probability)


@attrs.frozen(eq=False, repr=False)
class _NullableReference(Reference):
    """The rows that the inner reference leads to, where there is a value."""

    inner: Reference
    probability: float

    def rows(self, block: Block) -> Targets:
        targets = block.child(_INNER).follow(self.inner)
        valid = block.bernoulli(self.probability)
        return Targets(targets.rows, valid if targets.valid is None else valid & targets.valid)
