"""References that are spread over their targets: at most once, or at least so often."""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt
from smelt_datagen.plugin import Block, Permutation, Reference, Rows, Stream, Targets


@attrs.frozen(eq=False, repr=False)
class UniqueReference(Reference):
    """Another row of the target for every row: a permutation that the column's stream keys."""

    def rows(self, block: Block) -> Targets:
        """Return one row of the target for every row, none of them twice."""
        return Targets(self.target.rows(self._order(block.stream).forward(block.index)))

    def sources(self, targets: Rows, stream: Stream) -> npt.NDArray[np.uint64]:
        """Return the number of the row that refers to each of `targets`, of a column on `stream`.

        It is no row of the dataset where it is not below its number of rows: nothing refers there.
        """
        return self._order(stream).inverse(targets.index)

    def _order(self, stream: Stream) -> Permutation:
        return Permutation(self.target.row_count, stream.child("unique"))


@attrs.frozen(eq=False, repr=False)
class EveryReference(Reference):
    """A row of the target, each of them `minimum` times or more.

    A permutation of the rows says which of them are the first `minimum` of each target; the others
    pick uniformly.
    """

    minimum: int
    row_count: int
    """Number of rows that refer, which is `minimum` times that of the target or more."""

    def rows(self, block: Block) -> Targets:
        """Return one row of the target for every row."""
        order = Permutation(self.row_count, block.stream.child("children"))
        place = order.forward(block.index)
        picked = block.integers(0, self.target.row_count).view(np.uint64)
        needed = np.uint64(self.target.row_count * self.minimum)
        first = place // np.uint64(self.minimum)
        return Targets(self.target.rows(np.where(place < needed, first, picked)))
