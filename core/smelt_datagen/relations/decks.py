"""Counts of children that follow from one draw alone: every 4,096 parents have the same total."""

from __future__ import annotations

from functools import cached_property

import attrs
import numpy as np
import numpy.typing as npt

from smelt_datagen.randomness.streams import Stream, UInt64Array, counters
from smelt_datagen.relations.grouped import GroupedRelation

Int64Array = npt.NDArray[np.int64]

DECK = 4096
"""Parents in a deck: a power of two."""

_SLOT = np.uint64(DECK - 1)


@attrs.frozen(eq=False, slots=False)
class Decks(GroupedRelation):
    """Every deck of parents has the same counts, dealt in an order of its own.

    So where a deck's children begin is known without counting, and a dataset of any size costs
    nothing to plan.
    """

    hand: Int64Array
    """The counts of a deck: those of `DECK` equally spaced draws."""
    stream: Stream
    """What the decks are dealt by."""

    @property
    def size(self) -> int:
        """Number of parents in a deck."""
        return DECK

    @cached_property
    def total(self) -> int:
        """Number of all children."""
        whole, rest = divmod(self.parent.row_count, DECK)
        last = self.counts(np.array([whole]))[0, :rest]
        return whole * self._each + int(last.sum())

    @cached_property
    def _each(self) -> int:
        return int(self.hand.sum())

    @property
    def is_childless_possible(self) -> bool:
        """Whether a parent of each deck has no children."""
        return bool((self.hand == 0).any())

    def begins(self, groups: Int64Array) -> UInt64Array:
        """Return the row number of the first child of each deck."""
        return groups.view(np.uint64) * np.uint64(self._each)

    def groups_of(self, children: UInt64Array) -> Int64Array:
        """Return the deck in which the parent of each child is."""
        return (children // np.uint64(self._each)).view(np.int64)

    def counts(self, groups: Int64Array) -> Int64Array:
        """Return how many children the parents of each deck have.

        The order of a deck is that of one number of the stream for each slot. The slot stands in
        its lower bits, so that no two are equal and every sort gives the same order.
        """
        slots = np.arange(DECK, dtype=np.uint64)
        parents = groups.view(np.uint64)[:, np.newaxis] * np.uint64(DECK) + slots
        numbers = self.stream.numbers(counters(parents.ravel())).reshape(parents.shape)
        numbers &= ~_SLOT
        numbers |= slots
        numbers.sort(axis=1)
        numbers &= _SLOT
        return self.hand[numbers.view(np.int64)]
