"""Uniform numbers."""

from __future__ import annotations

import math

import numpy as np
import pyarrow as pa
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


@generator(
    "uniform_int",
    example="{ type: uniform_int, min: 1950, max: 2005 }",
    output="int64",
    inverts_draw=True,
)
class UniformInt(Generator):
    """Integer, uniform in [min, max)."""

    min: int = param("Smallest value.")
    max: int = param("Upper bound, itself not included.")

    def bind(self, scope: Scope) -> Column:
        """Return the column, which knows its bounds; fail on an empty range."""
        if self.min >= self.max:
            scope.fail(f"must be less than max (got {self.min}, max is {self.max})", "min")
        kind = ColumnType(pa.int64(), bounds=(self.min, self.max - 1))
        return GeneratedColumn(kind, self.generate)

    def generate(self, block: Block) -> pa.Array:
        """Return one integer per row."""
        return arrow_array(block.integers(self.min, self.max))


@generator(
    "uniform_float", example="{ type: uniform_float, min: 0.0, max: 1.0 }", inverts_draw=True
)
class UniformFloat(Generator):
    """Floating-point number, uniform in [min, max)."""

    min: float = param("Smallest value.")
    max: float = param("Upper bound, itself not included.")

    data_type = pa.float64()

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail on an empty or an infinitely wide range."""
        if self.min >= self.max:
            scope.fail(f"must be less than max (got {self.min}, max is {self.max})", "min")
        if not math.isfinite(self.max - self.min):
            scope.fail("max - min must be finite", "max")
        return super().bind(scope)

    def generate(self, block: Block) -> pa.Array:
        """Return min + u x (max - min), kept below max where that rounds up to it."""
        values = block.uniform()
        values *= self.max - self.min
        values += self.min
        return arrow_array(np.minimum(values, np.nextafter(self.max, -np.inf), out=values))
