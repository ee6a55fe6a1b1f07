"""Ranks in popularity, whose shares fall as a power of the rank."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import numpy.typing as npt
from smelt_datagen.elementary import exp, log
from smelt_datagen.plugin import GuideTable

Index = npt.NDArray[np.uint64]

_HEAD = 4096
"""Ranks whose shares are exact. Behind them the integral over a rank stands for its term, which is
off by less than e (e + 1) / (24 rank^2) of it for an exponent e: by 1e-8 for 1.5."""
_ALMOST_ONE = 1e-6
"""Exponents nearer to 1 than this are taken for 1 behind the head, where a power of nearly 0 has no
digits left."""


class ZipfRanks:
    """Ranks 0 to size - 1; that of the k-th is drawn proportionally to k to the -`exponent`.

    An inversion without rejection: a rank is a non-decreasing function of its bits. The first
    ranks come from a guide table; the others from the inverse of the integral of x to the
    -`exponent`, in closed form.
    """

    def __init__(self, size: int, exponent: float) -> None:
        self.head = min(size, _HEAD)
        self._size = size
        self._low, self._high = self.head + 0.5, size + 0.5
        self._power = 0.0 if abs(1 - exponent) < _ALMOST_ONE else 1 - exponent
        ranks = np.arange(1, self.head + 1, dtype=np.float64)
        weights: list[float] = exp(log(ranks) * -exponent).tolist()
        behind = self._integral() if size > self.head else 0.0
        self._guide = GuideTable([*weights, behind])
        first = sum(map(Fraction, weights))
        start = -(-(2**64) * first // (first + Fraction(behind)))
        self._start, self._span = np.uint64(min(start, 2**64 - 1)), float(2**64 - start)

    def codes(self, bits: Index) -> npt.NDArray[np.signedinteger]:
        """Return a rank for each of `bits`, or `head` for one behind the head."""
        return self._guide.codes(bits)

    def behind(self, bits: Index) -> Index:
        """Return the ranks for those bits whose code is `head`."""
        part = (bits - self._start).astype(np.float64) / self._span
        at = self._inverse(part)
        return (
            np.clip(at - 0.5, self.head, self._size - 1)
            .astype(np.uint64)
            .clip(max=np.uint64(self._size - 1))
        )

    def _integral(self) -> float:
        low, high = self._ends()
        return (high - low) / self._power if self._power else high - low

    def _ends(self) -> tuple[float, float]:
        """Return the antiderivative at both ends of what is behind the head, but for a factor."""
        logs = log(np.array([self._low, self._high]))
        low, high = (exp(logs * self._power) if self._power else logs).tolist()
        return low, high

    def _inverse(self, part: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return the place up to which this part of the integral lies."""
        low, high = self._ends()
        part *= high - low
        part += low
        return exp(log(part) / self._power) if self._power else exp(part)

    def of(self, bits: Index) -> Index:
        """Return a rank, from 0, for each of `bits`, which it never falls with."""
        codes = self.codes(bits)
        found = codes.astype(np.uint64)
        behind = np.flatnonzero(codes == self.head)
        if behind.size:
            found[behind] = self.behind(bits[behind])
        return found
