"""Numbers as the digits and ranges that choices take them for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

MOST_COUNTED = 1 << 63
"""Numbers that a permutation can have."""

Numbers: TypeAlias = npt.NDArray[np.uint64]


def cut_digit(numbers: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """Return the numbers without their last digit, and that digit, which is below `count`."""
    if count == MOST_COUNTED:
        return np.zeros_like(numbers), numbers
    rest = numbers // np.uint64(count)
    return rest, numbers - rest * np.uint64(count)


def in_ranges(
    numbers: Numbers, shares: Sequence[int]
) -> list[tuple[npt.NDArray[np.int64], Numbers]]:
    """Return for every share of the numbers which of them are in it, and how far from its start."""
    starts = np.array([sum(shares[:number]) for number in range(len(shares))], np.uint64)
    chosen = np.searchsorted(starts, numbers, side="right") - 1
    found = []
    for number, start in enumerate(starts):
        rows = np.flatnonzero(chosen == number)
        found.append((rows, numbers[rows] - start))
    return found


def shares_of_lengths(
    choices: Sequence[int], least: int, capacity: int = MOST_COUNTED
) -> list[tuple[int, int]]:
    """Return for texts of `least` and more choices how many are counted, and their numbers.

    `choices` says of how many things each one is. All lengths have the same room.
    """
    room = capacity // (len(choices) - least + 1)
    found, share, counted = [], 1, 0
    for length in range(len(choices) + 1):
        if length and counted == length - 1 and share * choices[length - 1] <= room:
            counted, share = length, share * choices[length - 1]
        if length >= least:
            found.append((counted, share))
    return found


def digits(numbers: Numbers, choices: Sequence[int]) -> Iterator[Numbers]:
    """Yield a number below each of `choices`; other ones for other numbers below their product."""
    for count in choices:
        numbers, digit = cut_digit(numbers, count)
        yield digit
