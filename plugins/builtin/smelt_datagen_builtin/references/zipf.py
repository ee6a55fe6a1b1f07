"""References to popular rows: how often a target is picked falls with its rank."""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt
from smelt_datagen.plugin import Block, Permutation, Reference, Targets

from smelt_datagen_builtin.distributions.zipf_ranks import ZipfRanks

Index = npt.NDArray[np.uint64]


@attrs.frozen(eq=False, repr=False)
class ZipfReference(Reference):
    """A row of the target, picked as often as its rank in popularity says.

    Which row has which rank is a permutation that the column's stream keys.
    """

    ranks: ZipfRanks
    _popular: dict[int, tuple[Permutation, Index]] = attrs.field(factory=dict, init=False)
    """The permutation for each stream, by key, and where it takes the head."""

    def rows(self, block: Block) -> Targets:
        """Return one row of the target for every row."""
        popular, head = self._order(block)
        bits = block.uint64()
        codes = self.ranks.codes(bits)
        found = head.take(codes, mode="clip")
        behind = np.flatnonzero(codes == self.ranks.head)
        if behind.size:
            found[behind] = popular.forward(self.ranks.behind(bits[behind]))
        return Targets(self.target.rows(found))

    def _order(self, block: Block) -> tuple[Permutation, Index]:
        key = block.stream.key
        if key not in self._popular:
            popular = Permutation(self.target.row_count, block.stream.child("popular"))
            head = popular.forward(np.arange(self.ranks.head, dtype=np.uint64))
            self._popular[key] = popular, head
        return self._popular[key]
