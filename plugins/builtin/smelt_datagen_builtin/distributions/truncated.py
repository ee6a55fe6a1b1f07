"""What all continuous distributions have in common: the limits, and one draw for a value."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import Block, Column, ColumnType, Generator, Scope, param

from smelt_datagen_builtin.distributions.tails import Cdf, Cut, FloatArray, Tails, cut

Quantile: TypeAlias = Callable[[Tails], FloatArray]

_LEAST_SHARE = 1e-300


@attrs.frozen(slots=False)
class Truncated(Generator):
    """A distribution that may be cut at two places.

    What lies beyond is spread over the rest in proportion, as if those values were drawn again.
    """

    low: float | None = param("Lowest value; null: as the distribution has it.", default=None)
    high: float | None = param("Highest value; null: as the distribution has it.", default=None)

    def limits(self, scope: Scope) -> tuple[float, float]:
        """Return the limits, infinite where there is none; fail for those in the wrong order."""
        low = -math.inf if self.low is None else self.low
        high = math.inf if self.high is None else self.high
        if not low < high:
            scope.fail(f"must be less than high (low is {low:g}, high is {high:g})", "low")
        return low, high

    def continuous(self, scope: Scope, quantile: Quantile, cdf: Cdf) -> Column:
        """Return the column of doubles; fail for limits that leave nothing."""
        low, high = self.limits(scope)
        part = cut(cdf, self.low, self.high)
        if part is not None and not part.share > _LEAST_SHARE:
            scope.fail(
                f"leaves nothing of the distribution: none is from {low:g} to {high:g}", "low"
            )
        return _Continuous(ColumnType(pa.float64()), quantile, part, low, high)


@attrs.frozen(eq=False, repr=False)
class _Continuous(Column):
    type: ColumnType
    quantile: Quantile
    cut: Cut | None
    low: float
    high: float

    def generate(self, block: Block) -> pa.Array:
        tails = Tails.of(block.uint64())
        if self.cut is None:
            return arrow_array(self.quantile(tails))
        values = self.quantile(self.cut(tails))
        return arrow_array(np.clip(values, self.low, self.high))
