"""References from rows to earlier rows of the same dataset: trees."""

from __future__ import annotations

import attrs
import numpy as np
from smelt_datagen.plugin import Block, Reference, Targets


@attrs.frozen(eq=False, repr=False)
class TreeReference(Reference):
    """A row before this one, uniform; none for the share `roots` of the rows, and for row 0."""

    roots: float

    def rows(self, block: Block) -> Targets:
        """Return an earlier row for every row that is no root."""
        earlier = block.below(np.maximum(block.index, np.uint64(1)))
        valid = (block.index > np.uint64(0)) & ~block.bernoulli(self.roots, "root")
        return Targets(self.target.rows(earlier), valid)
