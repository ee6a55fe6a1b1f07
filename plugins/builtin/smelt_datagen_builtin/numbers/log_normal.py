"""Log-normal integers."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from smelt_datagen import elementary
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import (
    Block,
    Column,
    ColumnType,
    GeneratedColumn,
    Generator,
    Scope,
    generator,
    param,
)

from smelt_datagen_builtin.numbers.capped import capped


@generator(
    "log_normal",
    example="{ type: log_normal, median: 2500, sigma: 1.2, max: 500000 }",
    output="int64",
    inverts_draw=True,
)
class LogNormal(Generator):
    """Integer from a log-normal distribution, rounded down and capped: prices and durations."""

    median: float = param("Half of the values lie below, before the cap.", gt=0)
    sigma: float = param("Standard deviation of the logarithm: larger is more spread.", ge=0)
    max: int = param("Largest value: what lies above is set to it.", ge=0)

    def bind(self, scope: Scope) -> Column:  # noqa: ARG002 (the protocol's)
        """Return the column, which knows its bounds."""
        return GeneratedColumn(ColumnType(pa.int64(), bounds=(0, self.max)), self.generate)

    def generate(self, block: Block) -> pa.Array:
        """Return floor(median x exp(sigma x z)) for standard normal z, at most max."""
        with np.errstate(over="ignore"):  # infinity is cut below
            values = block.normal()
            values *= self.sigma
            values = elementary.exp(values)
            values *= self.median
        np.floor(values, out=values)
        return arrow_array(capped(values, self.max))
