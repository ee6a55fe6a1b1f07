"""Integers as the differences between neighbours, bit-packed (Parquet's DELTA_BINARY_PACKED)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from smelt_datagen.parquet.packing.bit_packing import bit_packed, narrowed, padded
from smelt_datagen.parquet.thrift import varint, zigzag

Signed: TypeAlias = npt.NDArray[np.signedinteger[Any]]

_PIECE = 1 << 16
"""Differences that are worked on at a time: whole blocks, that stay in a core's cache."""
_BLOCK_OF_BYTE = 32
"""Differences in a block for each byte of an integer, as pyarrow has them."""
_MINIBLOCKS = 4
"""Parts of a block that may have widths of their own."""
_SAMPLE, _EVERY = 32, 512
"""So many differences of so many are looked at."""
_HEADER_BITS = 0.5
"""What stands before the parts takes about that for each difference."""
_LOSS = 1.05


def delta_packed(values: npt.NDArray[np.integer[Any]]) -> bytes | None:
    """Return at least one integer of 32 or 64 bits; None where one width for all would be larger.

    Every block gets the same smallest difference and the same width, so that all are of one
    length. That is as small as widths of their own would be if the differences are alike all
    along, as those of ids and of uniform numbers are.
    """
    block = _BLOCK_OF_BYTE * values.itemsize
    header = varint(block) + varint(_MINIBLOCKS) + varint(len(values)) + zigzag(int(values[0]))
    if len(values) == 1:
        return header
    signed = values.view(f"i{values.itemsize}")
    sample = _sample(signed)
    widest = _LOSS * (_own_width(sample) + _HEADER_BITS)
    if _width([sample])[1] > widest:  # which mostly settles it
        return None
    least, width = _width(_differences(signed))
    return header + _blocks(signed, least, width, block) if width <= widest else None


def _differences(values: Signed) -> Iterator[Signed]:
    """Yield the differences between neighbours, new arrays that stay in a core's cache."""
    for start in range(0, len(values) - 1, _PIECE):
        piece = values[start : start + _PIECE + 1]
        yield piece[1:] - piece[:-1]


def _width(pieces: Iterable[Signed]) -> tuple[int, int]:
    """Return the smallest difference, and how many bits it takes to say how much larger each is."""
    ends = [(int(piece.min()), int(piece.max())) for piece in pieces]
    least = min(low for low, _ in ends)
    return least, (max(high for _, high in ends) - least).bit_length()


def _sample(values: Signed) -> Signed:
    """Return some of the differences, a line for each miniblock that is looked at."""
    whole = values[: len(values) // _EVERY * _EVERY].reshape(-1, _EVERY)
    looked_at = whole[:, : _SAMPLE + 1] if len(whole) else values.reshape(1, -1)
    return looked_at[:, 1:] - looked_at[:, :-1]


def _own_width(sample: Signed) -> float:
    """Return how many bits a difference takes, about, if its line alone decides on them."""
    ranges = sample.max(axis=1) - sample.min(axis=1)
    return float(np.mean(np.frexp(ranges.view(f"u{ranges.itemsize}").astype(np.float64))[1]))


def _blocks(values: Signed, least: int, width: int, block: int) -> bytes:
    """Return blocks of one length, of which the last one ends with its last part in use."""
    head = zigzag(least) + bytes([width] * _MINIBLOCKS)
    count = len(values) - 1
    blocks = np.empty((-(-count // block), len(head) + block * width // 8), np.uint8)
    blocks[:, : len(head)] = np.frombuffer(head, np.uint8)
    if width:
        place = 0
        for piece in _differences(values):
            np.subtract(piece, np.array(least, piece.dtype), out=piece)
            above = narrowed(piece.view(f"u{piece.itemsize}"), width)
            packed = bit_packed(padded(above, block), width).reshape(-1, block * width // 8)
            blocks[place : place + len(packed), len(head) :] = packed
            place += len(packed)
    part = block // _MINIBLOCKS
    unused = -count % block // part
    blocks[-1, len(head) - unused : len(head)] = 0
    return blocks.tobytes()[: blocks.size - unused * part * width // 8]
