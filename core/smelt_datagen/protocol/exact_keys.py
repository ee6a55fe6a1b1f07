"""Exact foreign keys: which rows refer to a target follows from ranks, without a search of all."""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt

from smelt_datagen.arrays.bisection import first_not_before
from smelt_datagen.protocol.block import Block
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.dataset import Dataset
from smelt_datagen.protocol.ranked_draws import RankedDraws
from smelt_datagen.protocol.reference import Reference, SourcedReference
from smelt_datagen.protocol.relation import Relation
from smelt_datagen.randomness.streams import Stream, UInt64Array

Int64Array = npt.NDArray[np.int64]

_BY_RANK = RankedDraws("asc", exact=True)


@attrs.frozen(eq=False, repr=False)
class ExactKeys(Relation):
    """The rows of `child` under those that an exact foreign key of theirs refers to.

    A place is the rank of a row's draw. Targets never fall as ranks rise, so where the rows of
    a target begin is found by bisection; which rows they are, by the inverse of the permutation.
    """

    inner: Reference
    """The foreign key's pick without its source."""
    source: RankedDraws
    stream: Stream
    """Of the foreign key's column."""

    def spans(self, parents: UInt64Array) -> tuple[UInt64Array, Int64Array]:
        """Return the first rank of each target's rows, and how many there are."""
        borders, places = np.unique(
            np.concatenate([parents, parents + np.uint64(1)]), return_inverse=True
        )
        begins = self._first_ranks(borders)[places.reshape(-1)]
        starts, ends = begins[: len(parents)], begins[len(parents) :]
        return starts, (ends - starts).view(np.int64)

    def rows(self, places: UInt64Array) -> UInt64Array:
        """Return the numbers of the rows that have these ranks."""
        return self.source.rows_of(places, self.child, self.stream)

    def _first_ranks(self, targets: UInt64Array) -> UInt64Array:
        """Return the first rank whose target is not before each of `targets`."""
        return first_not_before(
            self.child.row_count, len(targets), lambda ranks: self._target_of(ranks) < targets
        )

    def _target_of(self, ranks: UInt64Array) -> UInt64Array:
        block = Block(self.child.rows(ranks), self.stream, _BY_RANK)
        return self.inner.rows(block).rows.index


def exact_keys(child: Dataset, column: Column, stream: Stream) -> ExactKeys | None:
    """Return how rows lie under the targets of a column of theirs, None if it is no exact key.

    `stream` is that of the column.
    """
    reference = column.reference
    if not isinstance(reference, SourcedReference):
        return None
    source = reference.source
    if not (isinstance(source, RankedDraws) and source.exact and source.order is None):
        return None
    return ExactKeys(reference.target, child, reference.inner, source, stream)
