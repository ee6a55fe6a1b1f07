"""Hardware addresses."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import FixedWidthText, text_pieces
from smelt_datagen.plugin import Block, Generator, generator, param

_WIDTH = 17


@generator("mac_address", example="{ type: mac_address }")
class MacAddress(Generator):
    """Hardware address of six bytes, locally administered: no maker gave it to a device."""

    data_type = pa.utf8()

    separator: str = param("What stands between the bytes.", default=":", choices=[":", "-"])

    def generate(self, block: Block) -> pa.Array:
        """Return one text per row from 46 random bits."""
        number = block.uint64()
        number &= np.uint64(0xFCFFFFFFFFFFFFFF)
        number |= np.uint64(0x0200000000000000)  # locally administered, of one device
        octets = number.astype(">u8").view(np.uint8).reshape(-1, 8)
        text = FixedWidthText(len(block), _WIDTH)
        for octet in range(6):
            text.put(3 * octet, _two_hex_digits().take(octets[:, octet]))
        for octet in range(1, 6):
            text.put_literal(3 * octet - 1, self.separator)
        return text.array()


@cache
def _two_hex_digits() -> npt.NDArray[Any]:
    texts = ["".join(pair).encode() for pair in product("0123456789abcdef", repeat=2)]
    return text_pieces(np.array(texts), 0, 2)
