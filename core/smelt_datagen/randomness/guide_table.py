"""Weighted choice by exact inversion."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from smelt_datagen.arrays.conversion import code_type
from smelt_datagen.randomness.streams import UInt64Array

_BUCKET_BITS = 16
_BUCKET_SHIFT = np.uint64(64 - _BUCKET_BITS)
_STRADDLES = -1


class GuideTable:
    """Codes 0..n-1 with probabilities proportional to `weights`, exact to 2^-64.

    Code i is drawn for bits in [ceil(2^64 W(i-1)), ceil(2^64 W(i))), W being the normalised
    cumulated weights, computed in exact rational arithmetic. A table over the upper 16 bits
    (Chen and Asau 1974) settles nearly all draws; buckets that straddle a boundary are searched.

    Raises ValueError if there are no weights, if one is negative or not finite, or if all are 0.
    """

    def __init__(self, weights: Sequence[float]) -> None:
        _check(weights)
        self._thresholds = _thresholds(weights)
        self._table = _guide(self._thresholds, code_type(len(weights)))

    def codes(self, bits: UInt64Array) -> npt.NDArray[np.signedinteger]:
        """Return one code per element of `bits` (uint64, not changed), as `code_type` says."""
        buckets = (bits >> _BUCKET_SHIFT).view(np.int64)
        # "clip" skips NumPy's bounds check, which 16 bits cannot fail
        codes = self._table.take(buckets, mode="clip")
        straddling = np.flatnonzero(codes == _STRADDLES)
        if straddling.size:
            codes[straddling] = _search(self._thresholds, bits[straddling])
        return codes


def _check(weights: Sequence[float]) -> None:
    if len(weights) == 0:
        raise ValueError("there are no weights: give one for each code")
    for code, weight in enumerate(weights):
        if not math.isfinite(weight):
            raise ValueError(f"the weight of code {code} must be finite (found {weight})")
        if weight < 0:
            raise ValueError(f"the weight of code {code} must be at least 0 (found {weight})")
    if not any(weights):
        raise ValueError(f"one weight must be greater than 0 (all {len(weights)} are 0)")


def _thresholds(weights: Sequence[float]) -> UInt64Array:
    cumulated = list(accumulate(Fraction(weight) for weight in weights))
    exact = [-(-(2**64) * part // cumulated[-1]) for part in cumulated]
    # a threshold of 2^64 is never reached: the codes behind it have no weight
    return np.array([value for value in exact if value < 2**64], dtype=np.uint64)


def _search(thresholds: UInt64Array, bits: UInt64Array) -> npt.NDArray[np.intp]:
    return np.searchsorted(thresholds, bits, side="right")


def _guide(
    thresholds: UInt64Array, dtype: np.dtype[np.signedinteger]
) -> npt.NDArray[np.signedinteger]:
    lowest = np.arange(1 << _BUCKET_BITS, dtype=np.uint64) << _BUCKET_SHIFT
    highest = lowest + np.uint64(2 ** (64 - _BUCKET_BITS) - 1)
    first, last = _search(thresholds, lowest), _search(thresholds, highest)
    return np.where(first == last, first, _STRADDLES).astype(dtype)
