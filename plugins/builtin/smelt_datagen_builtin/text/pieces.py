"""Values as text: for every kind of column, pieces that are picked from small tables.

A value's text is the concatenation of its pieces. A piece comes from a table by code, so that whole
rows of text can be made with one gather (see `template`); where no table can hold the texts, a
piece is an array of its own.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Protocol, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import (
    arrow_array,
    cast,
    numpy_dtype,
    numpy_values,
    string_array,
    string_array_from,
)
from smelt_datagen.plugin import ColumnType

Codes: TypeAlias = npt.NDArray[Any]
"""Positions in a table, one per row, of any integer width."""

_GROUP = 10_000
_PADDED, _EMPTY = _GROUP, 2 * _GROUP
"""Where in the digit table the padded texts begin, and the empty text."""

_MOST_SPELLED_OUT = 1 << 16
"""Ranges of integers up to this size get one table with every value's text."""


class TextOf(Protocol):
    """How a column's values become text.

    `tables` has an item per piece: its possible texts, or None where `pieces` brings them.
    """

    @property
    def tables(self) -> tuple[pa.StringArray | None, ...]:
        """The tables that the pieces are picked from."""
        ...

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        """Return for every piece one code, or one text, per value; the values have no nulls."""
        ...


def text_of(kind: ColumnType) -> TextOf:
    """Return how a column's values become text: integers in decimal, strings as they are."""
    if kind.dictionary is not None:
        return OfDictionary((cast(kind.dictionary, pa.utf8()),))
    if pa.types.is_integer(kind.data_type):
        limits = np.iinfo(numpy_dtype(kind.data_type))
        lowest, highest = kind.bounds or (int(limits.min), int(limits.max))
        if highest - lowest < _MOST_SPELLED_OUT:
            every = arrow_array(np.arange(lowest, highest + 1, dtype=np.int64))
            return OfNarrowRange((cast(every, pa.utf8()),), lowest)
        return _OfIntegers(_integer_tables(lowest, highest), lowest < 0)
    return _AsItIs()


@attrs.frozen(eq=False, repr=False)
class OfDictionary:
    """A text for every code of a categorical column."""

    tables: tuple[pa.StringArray, ...]

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        """Return the codes."""
        return [numpy_values(values.indices)]


@attrs.frozen(eq=False, repr=False)
class OfNarrowRange:
    """A text for every integer of a range that begins with `lowest`."""

    tables: tuple[pa.StringArray, ...]
    lowest: int

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        """Return how far each integer is from the lowest."""
        return [numpy_values(values).astype(np.int64, copy=False) - np.int64(self.lowest)]


@attrs.frozen(eq=False, repr=False)
class _AsItIs:
    tables: tuple[None] = (None,)

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        return [values]


@attrs.frozen(eq=False, repr=False)
class _OfIntegers:
    """A sign if any value is negative, then groups of four digits, the highest first."""

    tables: tuple[pa.StringArray, ...]
    signed: bool

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        numbers = numpy_values(values)
        if not self.signed:
            return [*self._groups(numbers.astype(np.uint64))]
        # the magnitude of -2^63 wraps to 2^63, as it should
        magnitudes = np.abs(numbers.astype(np.int64, copy=False)).view(np.uint64)
        return [(numbers < 0).view(np.int8), *self._groups(magnitudes)]

    def _groups(self, rest: npt.NDArray[np.uint64]) -> list[Codes]:
        """Return codes into the digit table: groups of leading zeros are empty."""
        made: list[Codes] = []
        for position in range(len(self.tables) - self.signed):
            higher = rest // np.uint64(_GROUP)
            codes = (rest - higher * np.uint64(_GROUP)).astype(np.int32)
            codes[higher > 0] += _PADDED
            if position:
                codes[rest == 0] = _EMPTY
            made.append(codes)
            rest = higher
        return made[::-1]


def _integer_tables(lowest: int, highest: int) -> tuple[pa.StringArray, ...]:
    digits = len(str(max(abs(lowest), abs(highest))))
    sign = (string_array(["", "-"]),) if lowest < 0 else ()
    return (*sign, *[_digit_table()] * -(-digits // 4))


@cache
def _digit_table() -> pa.StringArray:
    """Return 0 to 9999 as they are, then padded to four digits, then the empty text."""
    numbers = np.arange(_GROUP)
    plain = cast(arrow_array(numbers), pa.utf8())
    digits = numbers[:, None] // np.array([1000, 100, 10, 1]) % 10 + ord("0")
    offsets = np.arange(0, 4 * _GROUP + 1, 4, dtype=np.int32)
    padded = string_array_from(offsets, digits.astype(np.uint8))
    return pa.concat_arrays([plain, padded, string_array([""])])
