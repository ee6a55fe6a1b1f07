"""What the key `correlate` puts behind a column's draw: the draw of another column."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from smelt_datagen.elementary import sin
from smelt_datagen.protocol.draw_source import STREAM_DRAWS, DrawSource
from smelt_datagen.randomness import draws

if TYPE_CHECKING:
    from smelt_datagen.protocol.dataset import Rows
    from smelt_datagen.randomness.streams import Stream, UInt64Array


class CorrelatedDraws(DrawSource):
    """Draws that go with those of another column of the dataset: a Gaussian copula.

    Both draws are taken for standard normal numbers by their quantiles; the sum of the other one
    and of the stream's own, weighted by their correlation, is made a draw again. Pearson's
    correlation of the normal numbers is 2 sin(pi rho / 6) for Spearman's rho of the draws (Pearson
    1907, "On further methods of determining correlation").
    """

    def __init__(self, other: str, spearman: float) -> None:
        self._other = other
        self._spearman = spearman
        self._theirs = 2 * float(sin(math.pi * spearman / 6))
        self._own = math.sqrt(max(0.0, 1 - self._theirs * self._theirs))

    def numbers(self, rows: Rows, stream: Stream) -> UInt64Array:
        """Return one number per row."""
        member = rows.dataset.members[self._other]
        source = member.column.draws or STREAM_DRAWS  # there are such draws, or binding fails
        theirs = source.numbers(rows, member.stream)
        if abs(self._spearman) == 1:  # the same ranks, to the last one
            return theirs if self._spearman > 0 else np.invert(theirs, out=theirs)
        normal = draws.standard_normal(theirs)
        normal *= self._theirs
        own = draws.standard_normal(STREAM_DRAWS.numbers(rows, stream))
        own *= self._own
        normal += own
        return draws.from_standard_normal(normal)
