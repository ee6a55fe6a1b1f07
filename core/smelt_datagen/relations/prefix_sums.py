"""Counts of children that follow from columns of the parents: summed once, while planning."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import numpy as np
import numpy.typing as npt

from smelt_datagen.protocol.dataset import Dataset
from smelt_datagen.randomness.streams import UInt64Array
from smelt_datagen.relations.grouped import GroupedRelation

Int64Array = npt.NDArray[np.int64]

MOST_SUMS = 1 << 23
"""Sums that are held: 64 MiB."""

_BLOCK = 1 << 15


@attrs.frozen(eq=False, repr=False)
class PrefixSums(GroupedRelation):
    """The number of children before every group of parents is held; within one, they are counted.

    Groups have as many parents as it takes to hold at most `MOST_SUMS` sums, a power of two.
    """

    count: Callable[[UInt64Array], Int64Array]
    """How many children some parents have, by their row numbers."""
    group: int
    sums: UInt64Array
    """The number of children before each group, and of all."""
    is_childless_possible: bool

    @classmethod
    def of(
        cls,
        parent: Dataset,
        child: Dataset,
        count: Callable[[UInt64Array], Int64Array],
        most: int = MOST_SUMS,
    ) -> PrefixSums:
        """Return the relation in which parents have as many children as `count` says."""
        rows = parent.row_count
        group = 1
        while -(-rows // group) > most:
            group *= 2
        sums = np.zeros(-(-rows // group) + 1, np.uint64)
        has_childless = False
        step = max(_BLOCK, group)
        for low in range(0, rows, step):
            counts = count(np.arange(low, min(low + step, rows), dtype=np.uint64))
            has_childless = has_childless or int(counts.min()) == 0
            grouped = _grouped(counts, group)
            place = low // group + 1
            sums[place : place + len(grouped)] = grouped.view(np.uint64)
        np.cumsum(sums, out=sums)
        return cls(parent, child, count, group, sums, has_childless)

    @property
    def size(self) -> int:
        """Number of parents in a group."""
        return self.group

    @property
    def total(self) -> int:
        """Number of all children."""
        return int(self.sums[-1])

    def begins(self, groups: Int64Array) -> UInt64Array:
        """Return the row number of the first child of each group."""
        return self.sums[groups]

    def groups_of(self, children: UInt64Array) -> Int64Array:
        """Return the group in which the parent of each child is."""
        return np.searchsorted(self.sums, children, side="right") - 1

    def counts(self, groups: Int64Array) -> Int64Array:
        """Return how many children the parents of each group have."""
        if self.group == 1:
            return (self.sums[groups + 1] - self.sums[groups]).view(np.int64)[:, np.newaxis]
        within = np.arange(self.group)
        parents = (groups[:, np.newaxis] * self.group + within).ravel()
        last = self.parent.row_count - 1  # anything stands for what is behind it
        counts = self.count(np.minimum(parents, last).view(np.uint64))
        return counts.reshape(len(groups), self.group)


def _grouped(counts: Int64Array, group: int) -> Int64Array:
    """Return the sums of so many counts at a time, a power of two; fewer make up the last one."""
    missing = -len(counts) % group
    if missing:
        counts = np.append(counts, np.zeros(missing, np.int64))
    while group > 1:
        counts = counts[::2] + counts[1::2]
        group //= 2
    return counts
