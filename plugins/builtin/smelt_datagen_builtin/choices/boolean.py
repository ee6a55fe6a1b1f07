"""Booleans."""

from __future__ import annotations

import pyarrow as pa
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import Block, Generator, generator, param


@generator("bool", example="{ type: bool, prob: 0.15 }")
class Bool(Generator):
    """True with a given probability."""

    prob: float = param("Probability of true.", ge=0, le=1)

    data_type = pa.bool_()

    def generate(self, block: Block) -> pa.Array:
        """Return booleans."""
        return arrow_array(block.bernoulli(self.prob))
