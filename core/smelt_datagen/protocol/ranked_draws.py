"""Draws that follow from the ranks of rows: in order, or exact in their shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs
import numpy as np

from smelt_datagen.protocol.draw_source import STREAM_DRAWS, DrawSource
from smelt_datagen.randomness.permutation import Permutation
from smelt_datagen.randomness.strata import draws_in_strata

if TYPE_CHECKING:
    from smelt_datagen.protocol.dataset import Dataset, Rows
    from smelt_datagen.randomness.streams import Stream, UInt64Array

Order: TypeAlias = Literal["asc", "desc"]

_MIDDLE = np.uint64(1 << 63)


@attrs.frozen(eq=False, repr=False)
class RankedDraws(DrawSource):
    """A draw from the stratum of each row's rank, of as many strata as there are ranks.

    In order, the rank is the row's number, or for `desc` its number from the end, among those of
    its family if the dataset has a parent; else a permutation of all rows that the stream keys. The
    draw is the middle of the stratum if it is `exact`, else anywhere in it. So the ranks alone say
    how many rows have a draw below any bound: rounded, as many as the distribution has.
    """

    order: Order | None
    exact: bool

    def numbers(self, rows: Rows, stream: Stream) -> UInt64Array:
        """Return one number per row."""
        within = np.full(len(rows), _MIDDLE) if self.exact else STREAM_DRAWS.numbers(rows, stream)
        if self.order is None or rows.dataset.relation is None:
            count = rows.dataset.row_count
            return draws_in_strata(self._ranks(rows, stream, count), within, count)
        families = rows.families
        counts = families.counts[families.places]
        positions = families.positions
        ranks = positions if self.order == "asc" else counts - 1 - positions
        return draws_in_strata(ranks.view(np.uint64), within, counts.view(np.uint64))

    def rows_of(self, ranks: UInt64Array, dataset: Dataset, stream: Stream) -> UInt64Array:
        """Return the numbers of the rows that have some ranks, if there is no order."""
        return _permutation(dataset.row_count, stream).inverse(ranks)

    def _ranks(self, rows: Rows, stream: Stream, count: int) -> UInt64Array:
        if self.order == "asc":
            return rows.index
        if self.order == "desc":
            return np.uint64(count - 1) - rows.index
        return _permutation(count, stream).forward(rows.index)


def _permutation(count: int, stream: Stream) -> Permutation:
    return Permutation(count, stream.child("exact"))
