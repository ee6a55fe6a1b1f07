"""Places picked as often as weights say, of which there may be many millions."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Index = npt.NDArray[np.int64]

_BITS = 62
"""Bits of the sum of all weights, so that it fits an int64."""
_STEPS = 8


class CumulatedWeights:
    """Places 0 to n - 1, each with a share proportional to its weight.

    Holds the sum of the weights up to each place, 8 bytes, and a guide (Chen and Asau 1974) that
    says where to begin: 4 bytes or fewer a place.
    """

    def __init__(self, weights: Index) -> None:
        self._behind = np.cumsum(weights)
        self.total = int(self._behind[-1])
        buckets = len(weights).bit_length() - 1
        self._shift = np.int64(max(0, self.total.bit_length() - buckets))
        lowest = np.arange((self.total >> int(self._shift)) + 1, dtype=np.int64) << self._shift
        self._guide = np.searchsorted(self._behind, lowest, side="right").astype(np.int32)

    @classmethod
    def of(cls, weights: npt.NDArray[np.float64]) -> CumulatedWeights:
        """Return the sums of float64 weights of at least 0, of which one is above.

        They are scaled by a power of two to integers whose sum has 62 bits, and rounded down. So
        whole numbers stay exact, as long as their digits fit beside the number of weights.
        """
        room = _BITS - len(weights).bit_length()
        scaled = np.ldexp(weights, room - int(np.frexp(float(weights.max()))[1]))
        return cls(scaled.astype(np.int64))

    def within(self, drawn: Index, places: Index) -> npt.NDArray[np.float64]:
        """Return how far each of `drawn` is into the weight of its place, in [0, 1)."""
        behind = self._behind[places]
        before = np.where(places > 0, self._behind[places - 1], 0)
        return (drawn - before) / (behind - before)

    def places(self, drawn: Index) -> Index:
        """Return the place that each of `drawn`, from 0 to `total` - 1, falls on."""
        found = self._guide.take(drawn >> self._shift, mode="clip").astype(np.int64)
        short = np.flatnonzero(self._behind.take(found, mode="clip") <= drawn)
        for _ in range(_STEPS):
            if not short.size:
                return found
            found[short] += 1
            short = short[self._behind[found[short]] <= drawn[short]]
        found[short] = np.searchsorted(self._behind, drawn[short], side="right")
        return found
