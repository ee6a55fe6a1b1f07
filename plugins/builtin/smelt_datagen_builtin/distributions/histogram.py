"""Values as a histogram has them."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import Block, Column, ColumnType, GuideTable, Scope, generator, param

from smelt_datagen_builtin.distributions.tails import FloatArray
from smelt_datagen_builtin.distributions.truncated import Truncated


@generator(
    "histogram",
    example="{ type: histogram, edges: [18, 30, 45, 65, 90], weights: [25, 30, 30, 15] }",
    output="double",
    inverts_draw=True,
)
class Histogram(Truncated):
    """Value from a histogram (bins, buckets): the share of each bin is exact, within it uniform.

    A value is at least the lower edge of its bin, and below the upper one.
    """

    edges: list[float] = param("Where bins begin, ascending, and where the last one ends.")
    weights: list[float] = param("How often each bin comes, relative to the others.")

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail for edges out of order and weights that are none."""
        self._check(scope)
        low, high = self.limits(scope)
        edges, weights = _between(self.edges, self.weights, low, high)
        try:
            guide = GuideTable(weights)
        except ValueError as error:
            where = "weights" if self.low is None and self.high is None else "low"
            message = "leaves nothing of the histogram" if where == "low" else str(error)
            scope.fail(message, where)
        parts = [Fraction(weight) for weight in weights]
        starts = [float(sum(parts[:place]) / sum(parts)) for place in range(len(parts))]
        shares = np.array([float(part / sum(parts)) or 1.0 for part in parts])
        return _HistogramColumn(
            ColumnType(pa.float64()), guide, np.array(edges), np.array(starts), shares
        )

    def _check(self, scope: Scope) -> None:
        if len(self.edges) != len(self.weights) + 1 or not self.weights:
            found = f"{len(self.edges)} edges, {len(self.weights)} weights"
            scope.fail(f"must be one more than weights (found {found})", "edges")
        for place, (one, other) in enumerate(pairwise(self.edges)):
            if not (one < other and math.isfinite(other - one)):
                scope.fail(f"must be greater than the one before, {one:g}", "edges", place + 1)
        for place, weight in enumerate(self.weights):
            if not (weight >= 0 and math.isfinite(weight)):
                scope.fail(f"must be at least 0 (found {weight:g})", "weights", place)


def _between(
    edges: list[float], weights: list[float], low: float, high: float
) -> tuple[list[float], list[float]]:
    """Return what is left of the bins between two limits."""
    kept = [edge for edge in edges if low < edge < high]
    ends = [max(low, edges[0]), *[edge for edge in kept if edge != edges[0]]]
    last = min(high, edges[-1])
    if ends[-1] != last:
        ends.append(last)
    shares: list[float] = []
    for start, end in pairwise(ends):
        place = min(sum(edge <= start for edge in edges[1:]), len(weights) - 1)
        width = edges[place + 1] - edges[place]
        shares.append(weights[place] * max(0.0, end - start) / width if start >= edges[0] else 0.0)
    return ends, shares


@attrs.frozen(eq=False, repr=False)
class _HistogramColumn(Column):
    type: ColumnType
    guide: GuideTable
    edges: FloatArray
    starts: FloatArray
    shares: FloatArray

    def generate(self, block: Block) -> pa.Array:
        bits = block.uint64()
        bins = self.guide.codes(bits).astype(np.int64)
        part = (bits.astype(np.float64) * 2.0**-64 - self.starts[bins]) / self.shares[bins]
        low, high = self.edges[bins], self.edges[bins + 1]
        values = low + np.clip(part, 0.0, 1.0) * (high - low)
        return arrow_array(np.clip(values, low, np.nextafter(high, low)))
