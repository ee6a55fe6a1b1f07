"""Parents in groups of equal size: of each group it is known where its children begin."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import numpy as np
import numpy.typing as npt

from smelt_datagen.protocol.relation import Families, FamilyRelation
from smelt_datagen.randomness.streams import UInt64Array

Int64Array = npt.NDArray[np.int64]

_COUNTED = 1 << 18
"""Parents whose counts are made at a time."""


@attrs.frozen(eq=False, repr=False)
class GroupedRelation(FamilyRelation):
    """Where children lie follows from where their group begins, and from the counts within it.

    Subclasses say both. Parents are numbered through, so group g is the parents from g x `size` on.
    """

    @property
    def size(self) -> int:
        """Number of parents in a group."""
        raise NotImplementedError

    def begins(self, groups: Int64Array) -> UInt64Array:
        """Return the row number of the first child of each group."""
        raise NotImplementedError

    def counts(self, groups: Int64Array) -> Int64Array:
        """Return how many children the parents of each group have: a row for each group.

        Anything stands for parents behind the last one.
        """
        raise NotImplementedError

    def groups_of(self, children: UInt64Array) -> Int64Array:
        """Return the group in which the parent of each child is."""
        raise NotImplementedError

    def spans(self, parents: UInt64Array) -> tuple[UInt64Array, Int64Array]:
        """Return the row number of the first child of each parent, and how many there are."""
        numbers = parents.view(np.int64)
        starts = np.empty(len(numbers), np.uint64)
        counts = np.empty(len(numbers), np.int64)
        for chosen, groups, first, table in self._tables(numbers // self.size):
            own = numbers if chosen is None else numbers[chosen]
            slots = _slots(groups, own // self.size) * self.size + own % self.size
            where = slice(None) if chosen is None else chosen
            starts[where], counts[where] = first[slots], table[slots]
        return starts, counts

    def families(self, index: UInt64Array) -> Families:
        """Return the families of the children with these row numbers."""
        if _is_range(index):
            return self._of_range(int(index[0]), int(index[-1]) + 1)
        parents = np.empty(len(index), np.uint64)
        for chosen, groups, first, _ in self._tables(self.groups_of(index)):
            own = index if chosen is None else index[chosen]
            # of parents that begin at one place, the last one is not childless
            slots = np.searchsorted(first, own, side="right") - 1
            found = groups[slots // self.size] * self.size + slots % self.size
            parents[slice(None) if chosen is None else chosen] = found.view(np.uint64)
        distinct, places = _distinct(parents)
        starts, counts = self.spans(distinct)
        positions = (index - starts[places]).view(np.int64)
        return Families(distinct, starts, counts, places, positions)

    def _of_range(self, low: int, high: int) -> Families:
        """Return the families of the children from `low` to before `high`."""
        ends = self.groups_of(np.array([low, high - 1], np.uint64))
        groups = np.arange(ends[0], ends[1] + 1)
        first, counts = self._table(groups)
        begin = int(np.searchsorted(first, np.uint64(low), side="right")) - 1
        end = int(np.searchsorted(first, np.uint64(high), side="left"))
        chosen = begin + np.flatnonzero(counts[begin:end])
        starts, counts = first[chosen], counts[chosen]
        parents = (chosen + ends[0] * self.size).view(np.uint64)
        inside = np.minimum(starts + counts.view(np.uint64), np.uint64(high))
        inside -= np.maximum(starts, np.uint64(low))
        places = np.repeat(np.arange(len(parents)), inside.view(np.int64))
        index = np.arange(low, high, dtype=np.uint64)
        return Families(parents, starts, counts, places, (index - starts[places]).view(np.int64))

    def _tables(
        self, group_of: Int64Array
    ) -> Iterator[tuple[Int64Array | None, Int64Array, UInt64Array, Int64Array]]:
        """Yield which of the things asked for lie in some groups, those groups, and their table.

        None stands for all of them.
        """
        groups = np.unique(group_of)
        step = max(1, _COUNTED // self.size)
        if len(groups) <= step:
            if len(groups):
                yield None, groups, *self._table(groups)
            return
        order = np.argsort(group_of, kind="stable")
        sorted_groups = group_of[order]
        for low in range(0, len(groups), step):
            some = groups[low : low + step]
            begin = np.searchsorted(sorted_groups, some[0], side="left")
            end = np.searchsorted(sorted_groups, some[-1], side="right")
            yield order[begin:end], some, *self._table(some)

    def _table(self, groups: Int64Array) -> tuple[UInt64Array, Int64Array]:
        """Return for all parents of the groups, which ascend, where their children begin.

        Also, how many each has: 0 behind the last parent.
        """
        counts = self.counts(groups)
        beyond = int(groups[-1] + 1) * self.size - self.parent.row_count
        if beyond > 0:
            counts[-1, self.size - beyond :] = 0
        before = np.cumsum(counts, axis=1)
        before -= counts
        first: UInt64Array = before.view(np.uint64) + self.begins(groups)[:, np.newaxis]
        return first.ravel(), counts.ravel()


def _is_range(index: UInt64Array) -> bool:
    count = len(index)
    if not count or int(index[-1]) - int(index[0]) != count - 1:
        return False
    return bool((np.diff(index) == 1).all())


def _slots(groups: Int64Array, wanted: Int64Array) -> Int64Array:
    """Return the position of each wanted group among those that are there, ascending."""
    if groups[-1] - groups[0] == len(groups) - 1:
        slots: Int64Array = wanted - groups[0]
    else:
        slots = np.searchsorted(groups, wanted)
    return slots


def _distinct(parents: UInt64Array) -> tuple[UInt64Array, Int64Array]:
    """Return the parents, ascending and each once, and the place of each among them."""
    rises = parents[1:] > parents[:-1]
    if len(parents) and (rises | (parents[1:] == parents[:-1])).all():
        begins = np.concatenate([[True], rises])
        return parents[begins], np.cumsum(begins) - 1
    distinct, places = np.unique(parents, return_inverse=True)
    return distinct, places.reshape(-1).astype(np.int64, copy=False)
