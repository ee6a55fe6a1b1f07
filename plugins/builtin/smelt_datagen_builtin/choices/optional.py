"""Nulls in any other column."""

from __future__ import annotations

import attrs
import pyarrow as pa
from smelt_datagen.arrays import with_validity
from smelt_datagen.plugin import (
    Block,
    Column,
    ColumnType,
    Generator,
    Reference,
    Scope,
    Targets,
    generator,
    param,
)


@generator(
    "optional",
    example="{ type: optional, prob: 0.08, inner: { type: one_of, values: [Damaged, Late] } }",
    output="the type of the inner generator, nullable",
)
class Optional(Generator):
    """Another generator's value with a given probability, else null."""

    prob: float = param("Probability that there is a value.", ge=0, le=1)
    inner: Generator = param("The generator of the values.")

    def bind(self, scope: Scope) -> Column:
        """Return the inner column with nulls laid over it."""
        inner = scope.bind(self.inner, "inner")
        reference = None
        if inner.reference is not None:
            target, key = inner.reference.target, inner.reference.key
            reference = _OptionalReference(target, key, inner.reference, self.prob)
        kind = attrs.evolve(inner.type, nullable=True)
        return _OptionalColumn(kind, reference, inner, self.prob)


@attrs.frozen(eq=False)
class _OptionalColumn(Column):
    type: ColumnType
    reference: Reference | None
    inner: Column
    prob: float

    def generate(self, block: Block) -> pa.Array:
        array = self.inner.generate(block.child("inner"))
        return with_validity(array, block.bernoulli(self.prob))


@attrs.frozen(eq=False)
class _OptionalReference(Reference):
    """The rows that the inner reference leads to, where there is a value."""

    inner: Reference
    prob: float

    def rows(self, block: Block) -> Targets:
        targets = block.child("inner").follow(self.inner)
        valid = block.bernoulli(self.prob)
        return Targets(targets.rows, valid if targets.valid is None else valid & targets.valid)
