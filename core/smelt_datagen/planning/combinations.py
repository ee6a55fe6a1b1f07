"""References of one row that do not repeat together: a permutation of all their combinations."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import attrs
import numpy as np

from smelt_datagen.protocol.block import Block
from smelt_datagen.protocol.reference import Reference, Targets
from smelt_datagen.randomness.permutation import Permutation
from smelt_datagen.randomness.streams import Stream, UInt64Array

LARGEST = 2**63
"""Most combinations that a permutation takes."""


@attrs.frozen(eq=False, repr=False)
class Combination:
    """Columns of a dataset that refer to rows, no two rows to the same ones.

    The row's number is permuted among all combinations of target rows; the digits of what comes
    out, with the targets' row counts as bases, are the rows.
    """

    stream: Stream
    """Of the dataset, and the names of the columns below it."""
    sizes: Callable[[], Sequence[int]]
    """Asked for when all columns are bound."""
    _known: list[Sequence[int]] = attrs.field(factory=list, init=False)

    def digits(self, block: Block) -> Sequence[UInt64Array]:
        """Return for each column the target's row number for every row; computed once."""
        return block.rows.derived(self, self.stream, self._digits)

    def _digits(self, block: Block) -> Sequence[UInt64Array]:
        if not self._known:
            self._known.append(self.sizes())
        sizes = self._known[0]
        rest = Permutation(math.prod(sizes), self.stream).forward(block.index)
        digits = []
        for size in reversed(sizes):
            rest, digit = np.divmod(rest, np.uint64(size))
            digits.append(digit)
        return digits[::-1]


@attrs.frozen(eq=False, repr=False)
class CombinedReference(Reference):
    """The row of the target that a combination has at a position."""

    combination: Combination
    position: int

    def rows(self, block: Block) -> Targets:
        """Return one row of the target for every row."""
        return Targets(self.target.rows(self.combination.digits(block)[self.position]))
