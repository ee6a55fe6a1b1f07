"""Amounts cut in proportion to weights, with nothing lost."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from smelt_datagen_builtin.families.amounts import Amounts, largest
from smelt_datagen_builtin.families.running import family_sums

Int64Array = npt.NDArray[np.int64]

_MOST = 2**30
"""Sums of weights from here on are scaled, so that products of two fit 64 bits."""


def whole_weights(weights: Amounts, counts: Int64Array) -> Int64Array:
    """Return weights, none below 0, as integers whose sum in each family is from 1 to 2^30.

    Integers with such a sum stay as they are; others count to nine digits of their family's sum.
    Where all are 0, each is 1.
    """
    sums = np.repeat(family_sums(weights, counts), counts)
    if weights.dtype == np.float64:
        made = _scaled(weights, sums)
    elif weights.dtype == object or largest(sums) >= _MOST:
        scaled = _scaled(weights.astype(np.float64), sums.astype(np.float64))
        made = np.where(sums < _MOST, np.minimum(weights, _MOST), scaled).astype(np.int64)
    else:
        made = weights
    return np.where(sums == 0, np.int64(1), made)


def _scaled(weights: npt.NDArray[np.float64], sums: npt.NDArray[np.float64]) -> Int64Array:
    """Return weights as so many parts of 2^29."""
    share = weights / np.where(sums > 0, sums, 1.0)
    return np.floor(share * float(_MOST // 2)).astype(np.int64)


def cumulated_shares(amounts: Amounts, upto: Int64Array, whole: Int64Array) -> Amounts:
    """Return amounts x upto / whole, to the nearest integer: 0 at 0, and all of it at the end.

    `upto` is from 0 to `whole`, which is at most 2^30. So differences along a family are its
    shares. Amounts below 0 are cut as those above are.
    """
    if amounts.dtype != object and largest(amounts) > np.iinfo(np.int64).max:
        amounts = amounts.astype(object)
    size = np.abs(amounts)
    times, rest = size // whole, size % whole
    share = times * upto + (2 * rest * upto + whole) // (2 * whole)
    return np.where(amounts < 0, -share, share)
