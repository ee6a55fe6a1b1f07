"""Random UUIDs."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import FixedWidthText, text_pieces
from smelt_datagen.plugin import Block, ColumnType, Generator, generator

_UUID_WIDTH = 36
_HIGH_GROUPS, _LOW_GROUPS = (0, 4, 9, 14), (19, 24, 28, 32)
_DASHES = (8, 13, 18, 23)


@generator("uuid", example="{ type: uuid }", output="string")
class Uuid(Generator):
    """Random UUID, version 4, as text of 36 characters."""

    data_type = ColumnType(pa.utf8(), incompressible=True)

    def generate(self, block: Block) -> pa.Array:
        """Return one UUID per row from 122 random bits (RFC 9562, section 5.4)."""
        high, low = block.uint64("high"), block.uint64("low")
        high &= np.uint64(0xFFFFFFFFFFFF0FFF)
        high |= np.uint64(0x0000000000004000)  # version 4
        low &= np.uint64(0x3FFFFFFFFFFFFFFF)
        low |= np.uint64(0x8000000000000000)  # variant 10
        text = FixedWidthText(len(block), _UUID_WIDTH)
        for number, offsets in ((high, _HIGH_GROUPS), (low, _LOW_GROUPS)):
            # little-endian on every machine, so that the last 16-bit item is the uppermost
            groups = number.astype("<u8", copy=False).view("<u2").reshape(-1, 4)
            for position, offset in enumerate(offsets):
                text.put(offset, _four_hex_digits().take(groups[:, 3 - position]))
        for offset in _DASHES:
            text.put_literal(offset, "-")
        return text.array()


@cache
def _four_hex_digits() -> npt.NDArray[Any]:
    """Return the text of every 16-bit number, four characters in an unsigned integer."""
    nibbles = np.arange(1 << 16)[:, None] >> np.array([12, 8, 4, 0]) & 15
    characters = np.frombuffer(b"0123456789abcdef", dtype="S1")[nibbles]
    return text_pieces(np.ascontiguousarray(characters).view("S4").ravel(), 0, 4)
