"""Small numbers as runs: of one number repeated, or of many bit-packed (Parquet's RLE hybrid).

Codes of dictionaries and definition levels are written so.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from smelt_datagen.parquet.packing.bit_packing import Unsigned, bit_packed, narrowed, padded
from smelt_datagen.parquet.thrift import varint

_GROUP = 8
"""Numbers that are packed together: a run of packed ones is a multiple of this."""
_LENGTH_BYTES = 3
"""Of the header of a run, which is so many rows that 21 bits hold them, or 8 groups of them."""


def encoded_runs(numbers: Unsigned, width: int) -> bytes:
    """Return `numbers` of `width` bits, repeated or packed, whichever is shorter."""
    if len(numbers) == 0:
        return b""
    is_start = numbers[1:] != numbers[:-1]
    runs, value_bytes = np.count_nonzero(is_start) + 1, -(-width // 8)
    if runs * (value_bytes + 1) * 8 < len(numbers) * width:
        return _repeated(numbers, np.flatnonzero(is_start) + 1, value_bytes)
    return packed_run(numbers, width)


def packed_run(numbers: Unsigned, width: int) -> bytes:
    """Return `numbers` of `width` bits as one bit-packed run."""
    groups = -(-len(numbers) // _GROUP)
    packed = bit_packed(padded(narrowed(numbers, width), _GROUP), width)
    return varint(groups << 1 | 1) + packed.tobytes()


def repeated_run(number: int, count: int, width: int) -> bytes:
    """Return a number of `width` bits, `count` times."""
    return varint(count << 1) + number.to_bytes(-(-width // 8), "little")


def _repeated(numbers: Unsigned, starts: npt.NDArray[Any], value_bytes: int) -> bytes:
    bounds = np.concatenate([[0], starts, [len(numbers)]])
    headers = np.diff(bounds) << 1
    values = numbers[bounds[:-1]].astype("<u4").view(np.uint8).reshape(-1, 4)[:, :value_bytes]
    runs = np.concatenate([_varints(headers), values], axis=1)
    is_used = np.ones(runs.shape, np.bool_)
    for byte in range(1, _LENGTH_BYTES):
        is_used[:, byte] = headers >> 7 * byte > 0
    return runs[is_used].tobytes()


def _varints(numbers: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    """Return three bytes for each number, of which the last ones may be unused."""
    shifts = 7 * np.arange(_LENGTH_BYTES)
    rest = numbers[:, None] >> shifts
    more = np.where(rest >> 7, 0x80, 0)
    return (rest & 0x7F | more).astype(np.uint8)
