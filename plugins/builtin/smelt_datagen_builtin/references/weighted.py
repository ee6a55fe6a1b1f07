"""References that pick a target as often as a column of it says."""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt
from smelt_datagen.arrays import is_numeric, numpy_values, validity
from smelt_datagen.plugin import Block, Dataset, Reference, Scope, Targets

from smelt_datagen_builtin.references.held_columns import whole_column

Index = npt.NDArray[np.int64]

_BITS = 62
"""Bits of the sum of all weights, so that it fits an int64."""
_STEPS = 8


class CumulatedWeights:
    """Places 0 to n - 1, each with a share proportional to its weight.

    Holds the sum of the weights up to each place, 8 bytes, and a guide (Chen and Asau 1974) that
    says where to begin: 4 bytes or fewer a place.
    """

    def __init__(self, weights: Index) -> None:
        self._behind = np.cumsum(weights)
        self.total = int(self._behind[-1])
        buckets = len(weights).bit_length() - 1
        self._shift = np.int64(max(0, self.total.bit_length() - buckets))
        lowest = np.arange((self.total >> int(self._shift)) + 1, dtype=np.int64) << self._shift
        self._guide = np.searchsorted(self._behind, lowest, side="right").astype(np.int32)

    def places(self, drawn: Index) -> Index:
        """Return the place that each of `drawn`, from 0 to `total` - 1, falls on."""
        found = self._guide.take(drawn >> self._shift, mode="clip").astype(np.int64)
        short = np.flatnonzero(self._behind.take(found, mode="clip") <= drawn)
        for _ in range(_STEPS):
            if not short.size:
                return found
            found[short] += 1
            short = short[self._behind[found[short]] <= drawn[short]]
        found[short] = np.searchsorted(self._behind, drawn[short], side="right")
        return found


@attrs.frozen(eq=False)
class WeightedReference(Reference):
    """A row of the target with a share proportional to its weight."""

    weights: CumulatedWeights

    @property
    def inverts_draw(self) -> bool:
        """It does, in the order of the target's rows."""
        return True

    def rows(self, block: Block) -> Targets:
        """Return one row of the target for every row, by inversion of the cumulated weights."""
        places = self.weights.places(block.integers(0, self.weights.total))
        return Targets(self.target.rows(places))


def cumulated_weights(scope: Scope, target: Dataset, name: str) -> CumulatedWeights:
    """Return the sums for `WeightedReference`; fail at `weight_by` for what is no weight.

    Weights are scaled by a power of two to integers whose sum has 62 bits, and rounded down. So
    whole numbers stay exact, as long as their digits fit beside the number of rows.
    """
    column = scope.column_of(target, name, "weight_by")
    if not is_numeric(column.type.data_type):
        scope.fail(f"column '{name}' has no numbers but {column.type.data_type}", "weight_by")
    array = whole_column(scope, target, name, "weight_by")
    weights = numpy_values(array).astype(np.float64)
    right = validity(array) & (weights >= 0) & (weights < np.inf)
    if not right.all():
        row = int(np.argmin(right))
        found = f"row {row} has {array[row].as_py()}"
        scope.fail(f"column '{name}' must hold weights of at least 0, but {found}", "weight_by")
    largest = float(weights.max())
    if largest == 0:
        scope.fail(f"column '{name}' must be above 0 in some row, but is 0 in all", "weight_by")
    room = _BITS - target.row_count.bit_length()
    scaled = np.ldexp(weights, room - int(np.frexp(largest)[1]))
    return CumulatedWeights(scaled.astype(np.int64))
