"""Text of one width in all rows: pieces of 1, 2, 4 or 8 characters stored side by side."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from smelt_datagen.arrays.conversion import string_array_from


class FixedWidthText:
    """A block of ASCII texts of `width` characters each, filled piece by piece."""

    def __init__(self, count: int, width: int) -> None:
        self._count, self._width = count, width
        self._bytes = np.empty(count * width, dtype=np.uint8)

    def put(self, offset: int, characters: npt.NDArray[Any]) -> None:
        """Store a piece at `offset` of every row: as many characters as an item has bytes."""
        self._column(offset, characters.dtype)[:] = characters

    def put_literal(self, offset: int, character: str) -> None:
        """Store one character at `offset` of every row."""
        self._column(offset, np.dtype(np.uint8))[:] = ord(character)

    def array(self) -> pa.StringArray:
        """Return the texts as an Arrow array."""
        offsets = np.arange(self._count + 1, dtype=np.int32) * np.int32(self._width)
        return string_array_from(offsets, self._bytes)

    def _column(self, offset: int, dtype: np.dtype[Any]) -> npt.NDArray[Any]:
        if not self._count:
            return np.empty(0, dtype)  # NumPy refuses an offset into an empty buffer
        return np.ndarray(
            self._count, dtype, self._bytes.data, offset=offset, strides=(self._width,)
        )


def text_pieces(texts: npt.NDArray[np.bytes_], start: int, size: int) -> npt.NDArray[Any]:
    """Return characters [start, start + size) of equally long ASCII texts as unsigned integers."""
    width = texts.dtype.itemsize
    characters = texts.view(np.uint8).reshape(len(texts), width)[:, start : start + size]
    return np.ascontiguousarray(characters).view(np.dtype(f"u{size}")).ravel()
