"""Which rows of one dataset, the children, lie under which rows of another, their parents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from smelt_datagen.protocol.dataset import Dataset, Rows
    from smelt_datagen.randomness.streams import UInt64Array

Int64Array = npt.NDArray[np.int64]

MOST_CHILDREN = 1_000_000
"""Most children of one parent: they are looked at together."""

_CHUNK = 1 << 17
"""Children evaluated at a time, unless one family has more."""
_HELD = 1 << 19
"""Most children of some rows that are held, so that several columns see the same arrays."""


@attrs.frozen(eq=False, repr=False)
class Families:
    """The families of some rows of a dataset that has a parent."""

    parents: UInt64Array
    """Row numbers of the parents, ascending, each once."""
    starts: UInt64Array
    """The row number of the first child of each."""
    counts: Int64Array
    """How many children each has, at least 1."""
    places: Int64Array
    """For every row, which of `parents` is its own."""
    positions: Int64Array
    """For every row, how many rows of its family stand before it."""

    @property
    def offsets(self) -> Int64Array:
        """Where each family begins if they stand one behind the other."""
        return np.cumsum(self.counts) - self.counts

    @property
    def among_members(self) -> Int64Array:
        """For every row, where it stands among the `members`."""
        return self.offsets[self.places] + self.positions

    def members(self) -> UInt64Array:
        """Return the row numbers of all members of the families, one family behind the other."""
        return ranges(self.starts, self.counts)


@attrs.frozen(eq=False, repr=False)
class Relation:
    """A numbering of the children of every parent: each child has one place, from 0.

    The places of a parent's children follow each other, in the order of the parents.
    """

    parent: Dataset
    child: Dataset

    @property
    def is_childless_possible(self) -> bool:
        """Whether there may be parents without children."""
        return True

    def spans(self, parents: UInt64Array) -> tuple[UInt64Array, Int64Array]:
        """Return the first place of the children of each parent, and how many there are."""
        raise NotImplementedError

    def rows(self, places: UInt64Array) -> UInt64Array:
        """Return the numbers of the children's rows at some places."""
        raise NotImplementedError


@attrs.frozen(eq=False, repr=False)
class FamilyRelation(Relation):
    """A relation whose places are the rows' numbers: the children of a parent lie together."""

    @property
    def total(self) -> int:
        """Number of all children, which is that of the dataset's rows."""
        raise NotImplementedError

    def families(self, index: UInt64Array) -> Families:
        """Return the families of the children with these row numbers."""
        raise NotImplementedError

    def rows(self, places: UInt64Array) -> UInt64Array:
        """Return the places."""
        return places


class Children:
    """The children of some rows, family by family, in chunks that bound what is held."""

    def __init__(self, relation: Relation, parents: UInt64Array) -> None:
        self._relation = relation
        self._starts, self.counts = relation.spans(parents)
        self._made: list[tuple[slice, Rows]] | None = None

    def chunks(self) -> Iterator[tuple[slice, Rows]]:
        """Yield which of the rows are parents of a chunk, and all their children in order."""
        if self._made is None:
            chunks = self._chunks()
            if self.counts.sum() > _HELD:
                yield from chunks
                return
            self._made = [*chunks]
        yield from self._made

    def _chunks(self) -> Iterator[tuple[slice, Rows]]:
        behind = np.cumsum(self.counts)
        first = 0
        while first < len(behind):
            before = behind[first - 1] if first else 0
            last = max(first + 1, int(np.searchsorted(behind, before + _CHUNK, side="right")))
            chosen = slice(first, last)
            places = ranges(self._starts[chosen], self.counts[chosen])
            yield chosen, self._relation.child.rows(self._relation.rows(places))
            first = last


def ranges(starts: UInt64Array, counts: Int64Array) -> UInt64Array:
    """Return the numbers from each start on, as many as its count, one range behind the other."""
    behind = np.cumsum(counts)
    total = int(behind[-1]) if len(behind) else 0
    first = starts - (behind - counts).view(np.uint64)  # modulo 2^64
    result: UInt64Array = np.repeat(first, counts)
    result += np.arange(total, dtype=np.uint64)
    return result
