"""Weighted choice by exact inversion."""

from __future__ import annotations

import functools
import math
import weakref
from collections.abc import MutableMapping, Sequence
from fractions import Fraction
from itertools import accumulate

import attrs
import numpy as np
import numpy.typing as npt

from smelt_datagen.arrays.conversion import code_type
from smelt_datagen.randomness.streams import UInt64Array

_BUCKET_BITS = 16
_BUCKET_SHIFT = np.uint64(64 - _BUCKET_BITS)
_BUCKETS = 1 << _BUCKET_BITS
_BELOW_BUCKET = np.uint64(2 ** (64 - _BUCKET_BITS) - 1)
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
        self._weights = tuple(weights)

    def codes(self, bits: UInt64Array) -> npt.NDArray[np.signedinteger]:
        """Return one code per element of `bits` (uint64, not changed), as `code_type` says."""
        tables = self._tables
        buckets = (bits >> _BUCKET_SHIFT).view(np.int64)
        # "clip" skips NumPy's bounds check, which 16 bits cannot fail
        codes = tables.guide.take(buckets, mode="clip")
        straddling = np.flatnonzero(codes == _STRADDLES)
        if straddling.size:
            codes[straddling] = np.searchsorted(tables.thresholds, bits[straddling], side="right")
        return codes

    @functools.cached_property
    def _tables(self) -> _Tables:
        """The tables, made at the first draw: a plan alone draws nothing."""
        return _tables(self._weights)


@attrs.frozen(eq=False, repr=False, weakref_slot=True)
class _Tables:
    """What the weights come to; the same for equal weights, however many columns have them."""

    thresholds: UInt64Array
    guide: npt.NDArray[np.signedinteger]


_MADE: MutableMapping[tuple[float, ...], _Tables] = weakref.WeakValueDictionary()
"""Those that are in use. Two threads may make the same at once, which costs time only."""


def _tables(weights: tuple[float, ...]) -> _Tables:
    made = _MADE.get(weights)
    if made is None:
        thresholds = _thresholds(weights)
        made = _Tables(thresholds, _guide(thresholds, code_type(len(weights))))
        _MADE[weights] = made
    return made


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
    ratios = [_ratio(weight) for weight in weights]
    common = math.lcm(*{below for _, below in ratios})
    cumulated = list(accumulate(above * (common // below) for above, below in ratios))
    exact = [-(-(part << 64) // cumulated[-1]) for part in cumulated]
    # a threshold of 2^64 is never reached: the codes behind it have no weight
    return np.array([value for value in exact if value < 2**64], dtype=np.uint64)


def _ratio(weight: float) -> tuple[int, int]:
    exact = weight if isinstance(weight, int | float) else Fraction(weight)  # as NumPy's integers
    return exact.as_integer_ratio()


def _guide(
    thresholds: UInt64Array, dtype: np.dtype[np.signedinteger]
) -> npt.NDArray[np.signedinteger]:
    """Return the code of each bucket: the thresholds up to where it begins, if none is inside."""
    buckets = (thresholds >> _BUCKET_SHIFT).astype(np.int64)
    is_inside = thresholds & _BELOW_BUCKET != 0
    begins = np.concatenate([[0], buckets + is_inside, [_BUCKETS]])
    guide = np.repeat(np.arange(len(thresholds) + 1, dtype=dtype), np.diff(begins))
    guide[buckets[is_inside]] = _STRADDLES
    return guide
