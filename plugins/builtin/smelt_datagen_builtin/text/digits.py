"""Digits of numbers as pieces of text, in any base, padded and grouped."""

from __future__ import annotations

from functools import cache
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import string_array

UInt64Array = npt.NDArray[np.uint64]
Codes = npt.NDArray[Any]

_DIGITS_AT_ONCE = {10: 4, 16: 3, 8: 4, 2: 8}


def digits_for(width: int, group: int) -> int:
    """Return the fewest digits that are `width` wide, with a separator before every `group`."""
    if not group:
        return width
    places = width + (width % (group + 1) == 0)
    return places - places // (group + 1)


@attrs.frozen
class Digits:
    """Numbers in a base, cut into pieces of a few digits, the highest first.

    A piece is picked from a table of all that it can be: with 1, 2 and more digits at least, and
    empty, for the places in front of the first digit.
    """

    base: int
    separator: str
    letter: str
    """What Python calls the base: `d`, `x`, `X`, `o` or `b`."""
    most: int
    """Digits that the longest text has."""

    @property
    def group(self) -> int:
        """Digits of a group that the separator stands behind, 0 without one."""
        return 0 if not self.separator else 3 if self.base == 10 else 4  # noqa: PLR2004

    @property
    def size(self) -> int:
        """Digits of a piece."""
        return self.group or _DIGITS_AT_ONCE[self.base]

    @property
    def tables(self) -> tuple[pa.StringArray, ...]:
        """The tables of the pieces."""
        count = -(-self.most // self.size)
        kinds = [_table(self.base, self.size, self.separator, self.letter)] * (count - 1)
        return (*kinds, _table(self.base, self.size, "", self.letter))

    def pieces(self, rest: UInt64Array, least: int | npt.NDArray[np.int64]) -> list[Codes]:
        """Return codes into the tables, of numbers that have `least` digits or more."""
        scale = self.base**self.size
        empty = self.size * scale
        made: list[Codes] = []
        for number in range(-(-self.most // self.size)):
            if number and np.ndim(least) == 0 and least <= number * self.size and not rest.any():
                made.append(np.full(len(rest), empty, np.int32))
                continue
            higher = rest // np.uint64(scale)
            value = (rest - higher * np.uint64(scale)).astype(np.int32)
            fewest = np.clip(np.asarray(least) - number * self.size, int(number == 0), self.size)
            if fewest.ndim or fewest < self.size:
                at_least = np.where(higher > 0, self.size, np.where(rest > 0, 1, 0))
                fewest = np.maximum(fewest, at_least)
            codes = value + (fewest.astype(np.int32) - np.int32(1)) * np.int32(scale)
            made.append(codes if fewest.ndim == 0 else np.where(fewest == 0, empty, codes))
            rest = higher
        return made[::-1]

    def empty(self) -> int:
        """Return the code of no text, in each of the tables."""
        return int(self.size * self.base**self.size)


@cache
def _table(base: int, size: int, behind: str, letter: str) -> pa.StringArray:
    """Return all numbers of up to `size` digits, with 1 to `size` digits at least, then ""."""
    texts = [
        f"{number:0{least}{letter}}{behind}"
        for least in range(1, size + 1)
        for number in range(base**size)
    ]
    return string_array([*texts, ""])


@cache
def fraction_tables(places: int) -> tuple[pa.StringArray, ...]:
    """Return the tables of `places` digits behind a point, the point first; each ends with ""."""
    sizes = [places % 4, *[4] * (places // 4)] if places % 4 else [4] * (places // 4)
    tables = []
    for position, size in enumerate(sizes):
        point = "" if position else "."
        tables.append(string_array([*(f"{point}{n:0{size}d}" for n in range(10**size)), ""]))
    return tuple(tables)


def fraction_pieces(rest: UInt64Array, places: int) -> list[Codes]:
    """Return codes into `fraction_tables`."""
    made: list[Codes] = []
    while places > 0:
        scale = np.uint64(10 ** min(4, places))
        higher = rest // scale
        made.append((rest - higher * scale).astype(np.int32))
        rest, places = higher, places - 4
    return made[::-1]
