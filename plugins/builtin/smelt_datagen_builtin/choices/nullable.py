"""Booleans, and nulls in any other column."""

from __future__ import annotations

import pyarrow as pa
from smelt_datagen.arrays import arrow_array, with_validity
from smelt_datagen.plugin import Block, Column, ColumnLike, Generator, Scope, generator, param


@generator("bool", example="{ type: bool, prob: 0.15 }")
class Bool(Generator):
    """True with a given probability."""

    prob: float = param("Probability of true.", ge=0, le=1)

    data_type = pa.bool_()

    def generate(self, block: Block) -> pa.Array:
        """Return booleans."""
        return arrow_array(block.bernoulli(self.prob))


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
        return _OptionalColumn(self.prob, scope.bind(self.inner, "inner"))


class _OptionalColumn(ColumnLike):
    def __init__(self, prob: float, inner: Column) -> None:
        super().__init__(inner)
        self._prob = prob
        self.nullable = True

    def generate(self, block: Block) -> pa.Array:
        array = self.like.generate(block.child("inner"))
        return with_validity(array, block.bernoulli(self._prob))
