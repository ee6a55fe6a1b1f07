"""References that pick a target as often as a column of it says."""

from __future__ import annotations

import attrs
import numpy as np
from smelt_datagen.arrays import is_numeric, numpy_values, validity
from smelt_datagen.plugin import Block, CumulatedWeights, Dataset, Reference, Scope, Targets

from smelt_datagen_builtin.references.held_columns import whole_column


@attrs.frozen(eq=False, repr=False)
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
    """Return the sums for `WeightedReference`; fail at `weight_by` for what is no weight."""
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
    return CumulatedWeights.of(weights)
