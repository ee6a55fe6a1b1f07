"""Bisection of many borders at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt


def first_not_before(
    count: int,
    borders: int,
    is_before: Callable[[npt.NDArray[np.uint64]], npt.NDArray[np.bool_]],
) -> npt.NDArray[np.uint64]:
    """Return for each of so many borders the first number that is not before it, at most `count`.

    `is_before` takes one number below `count` for each border and says whether it is before it. As
    numbers rise, that is true first, and then no longer.
    """
    low = np.zeros(borders, np.uint64)
    high = np.full(borders, count, np.uint64)
    while (is_open := low < high).any():
        middle = (low + high) >> np.uint64(1)
        before = is_open & is_before(np.where(is_open, middle, np.uint64(0)))
        low = np.where(before, middle + np.uint64(1), low)
        high = np.where(is_open & ~before, middle, high)
    return low
