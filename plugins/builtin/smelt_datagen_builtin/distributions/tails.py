"""Where a draw stands between 0 and 1, with all its digits at both ends.

A double near 1 has 53 bits of the 64 that are drawn, and one near 0 has them all. So a probability
is held as the smaller of the two tails: how much lies below, or how much lies above.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

FloatArray: TypeAlias = npt.NDArray[np.float64]
BoolArray: TypeAlias = npt.NDArray[np.bool_]

_UNIT = 2.0**-64
_HALF = np.uint64(2**63)


@attrs.frozen(eq=False, repr=False)
class Tails:
    """Probabilities as the smaller tail, in (0, 1/2]; `is_upper` where that lies above."""

    tail: FloatArray
    is_upper: BoolArray

    @classmethod
    def of(cls, bits: npt.NDArray[np.uint64]) -> Tails:
        """Return the middle of the interval that each draw stands for, 2^-64 wide."""
        is_upper = bits >= _HALF
        tail = np.where(is_upper, ~bits, bits).astype(np.float64)
        tail += 0.5
        tail *= _UNIT
        return cls(tail, is_upper)

    @property
    def below(self) -> FloatArray:
        """How much lies below."""
        return np.where(self.is_upper, 1.0 - self.tail, self.tail)

    @property
    def above(self) -> FloatArray:
        """How much lies above."""
        return np.where(self.is_upper, self.tail, 1.0 - self.tail)


@attrs.frozen
class Cut:
    """What is left of a distribution between two places: how much lies below and above each."""

    below_low: float
    above_low: float
    below_high: float
    above_high: float

    @property
    def share(self) -> float:
        """How much of the whole is left."""
        if self.below_low < 0.5:  # noqa: PLR2004 (the middle)
            return self.below_high - self.below_low
        return self.above_low - self.above_high

    def __call__(self, tails: Tails) -> Tails:
        """Return probabilities of what is left as those of the whole."""
        below = self.below_low + tails.below * self.share
        above = self.above_high + tails.above * self.share
        is_upper = below > above
        return Tails(np.where(is_upper, above, below), is_upper)


Cdf: TypeAlias = Callable[[float], tuple[float, float]]
"""Takes a place; returns how much lies below it, and how much above."""


def cut(cdf: Cdf, low: float | None, high: float | None) -> Cut | None:
    """Return what is left between `low` and `high`, None standing for no limit; None if all is."""
    if low is None and high is None:
        return None
    below_low, above_low = (0.0, 1.0) if low is None else cdf(low)
    below_high, above_high = (1.0, 0.0) if high is None else cdf(high)
    return Cut(below_low, above_low, below_high, above_high)
