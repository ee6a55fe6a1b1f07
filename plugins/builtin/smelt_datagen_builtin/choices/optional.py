"""Nulls in any other column."""

from __future__ import annotations

from smelt_datagen.plugin import Column, Generator, Scope, generator, param, with_nulls


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
        return with_nulls(scope.bind(self.inner, "inner"), self.prob)
