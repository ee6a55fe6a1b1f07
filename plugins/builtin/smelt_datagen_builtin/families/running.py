"""Sums within families that stand one behind the other, each a number of values long."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from smelt_datagen_builtin.families.amounts import Amounts, largest

Counts = npt.NDArray[np.int64]

_LARGEST = 2**63 - 1


def running_sums(amounts: Amounts, counts: Counts) -> Amounts:
    """Return for every value the sum of its family up to it.

    Integers are exact: Python's, where 64 bits might be too few. Doubles are added from left to
    right, so that a sum follows from its family alone.
    """
    if amounts.dtype == np.float64:
        return _running_doubles(amounts, counts)
    if amounts.dtype != object and largest(amounts) * int(counts.max(initial=0)) > _LARGEST:
        amounts = amounts.astype(object)
    sums: Amounts = np.cumsum(amounts)  # modulo 2^64, which the difference undoes
    first = np.cumsum(counts) - counts
    held = counts > 0
    before = np.zeros(len(counts), amounts.dtype)
    before[held] = sums[first[held]] - amounts[first[held]]
    sums -= np.repeat(before, counts)
    return sums


def family_sums(amounts: Amounts, counts: Counts) -> Amounts:
    """Return the sum of each family, 0 of an empty one (see `running_sums`)."""
    last = np.cumsum(counts) - 1
    held = counts > 0
    sums = np.zeros(len(counts), amounts.dtype)
    if amounts.dtype == np.float64 or largest(amounts) * int(counts.max(initial=0)) > _LARGEST:
        running = running_sums(amounts, counts)
        sums = sums.astype(running.dtype)
        sums[held] = running[last[held]]
    elif held.any():
        sums[held] = np.add.reduceat(amounts, (last - counts + 1)[held])
    return sums


def _running_doubles(amounts: Amounts, counts: Counts) -> Amounts:
    """Return running sums, of all families of up to 2^k values at a time as rows of a matrix."""
    sums = np.empty_like(amounts)
    first = np.cumsum(counts) - counts
    width = 1
    smaller = 0
    while smaller < int(counts.max(initial=0)):
        chosen = np.flatnonzero((counts > smaller) & (counts <= width))
        if chosen.size:
            within = np.arange(width)
            is_there = within < counts[chosen, np.newaxis]
            places = (first[chosen, np.newaxis] + within)[is_there]
            table = np.zeros(is_there.shape)
            table[is_there] = amounts[places]
            sums[places] = np.add.accumulate(table, axis=1)[is_there]
        smaller, width = width, width * 2
    return sums
