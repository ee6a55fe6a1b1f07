"""Booleans."""

from __future__ import annotations

import pyarrow as pa
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import (
    Block,
    Column,
    ColumnType,
    GeneratedColumn,
    Generator,
    Scope,
    falling,
    generator,
    param,
)


@generator("bool", example="{ type: bool, prob: 0.15 }", output="bool", inverts_draw=True)
class Bool(Generator):
    """True with a given probability."""

    prob: float = param("Probability of true.", ge=0, le=1)

    def bind(self, scope: Scope) -> Column:  # noqa: ARG002 (the protocol's)
        """Return the column; a draw below a bound is true, so that values fall as draws rise."""
        return falling(GeneratedColumn(ColumnType(pa.bool_()), self.generate))

    def generate(self, block: Block) -> pa.Array:
        """Return booleans."""
        return arrow_array(block.bernoulli(self.prob))
