"""Numbers packed into so many bits each, the lowest bit first, one behind the other."""

from __future__ import annotations

import functools
import math
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Unsigned: TypeAlias = npt.NDArray[np.unsignedinteger[Any]]

GROUP = 64
"""So many numbers of any width are whole words of 64 bits."""

_WORD = 64
_PIECE = 1 << 18
"""Bytes that are worked on at a time, so that they stay in a core's cache."""
_FEW = 1 << 10
"""Up to here fewer calls of NumPy count more than the work of each."""


def bit_packed(numbers: Unsigned, width: int) -> npt.NDArray[np.uint8]:
    """Return the bytes of unsigned `numbers`, each less than 2 ** `width`, in `width` bits each.

    There are 8 numbers or a multiple of that. The narrowest type that `width` bits fit into is
    the fastest.
    """
    if len(numbers) <= _FEW:
        columns = numbers.view(np.uint8).reshape(-1, numbers.itemsize)
        bits = np.unpackbits(columns, axis=1, count=width, bitorder="little")
        return np.packbits(bits, bitorder="little")
    numbers, size = padded(numbers, GROUP), len(numbers) * width // 8
    packed = np.empty(len(numbers) * width // _WORD, np.uint64)
    step = _PIECE // numbers.itemsize
    for start in range(0, len(numbers), step):
        words = numbers[start : start + step].view(np.uint64)
        joined = _joined(*_folded(words, numbers.itemsize, width))
        place = start * width // _WORD
        packed[place : place + len(joined)] = joined
    return packed.view(np.uint8)[:size]


def padded(numbers: npt.NDArray[Any], multiple: int) -> npt.NDArray[Any]:
    """Return `numbers` with zeros behind them, so that they are a multiple of so many."""
    missing = -len(numbers) % multiple
    if not missing:
        return numbers
    return np.concatenate([numbers, np.zeros(missing, numbers.dtype)])


def narrowed(numbers: Unsigned, width: int) -> Unsigned:
    """Return numbers of `width` bits in the narrowest type."""
    size = max(8, 1 << (width - 1).bit_length())
    return numbers.astype(f"u{size // 8}", copy=False)


def _folded(words: npt.NDArray[np.uint64], size: int, width: int) -> tuple[Any, int]:
    """Return words whose numbers, of `size` bytes each, lie one behind the other at the low end.

    And how many bits of each word that is. Every step halves the gaps between the numbers: the
    upper one of each pair goes down, behind the lower one.
    """
    lane = 8 * size
    while lane < _WORD:
        upper = words & _upper_lanes(lane)
        words = words ^ upper
        upper >>= np.uint64(lane - width)
        words |= upper
        lane, width = 2 * lane, 2 * width
    return words, width


@functools.cache
def _upper_lanes(lane: int) -> np.uint64:
    """Return a word of zeros and ones in turn, `lane` bits of each, the zeros at the low end."""
    ones = (1 << lane) - 1
    return np.uint64(sum(ones << start for start in range(lane, _WORD, 2 * lane)))


def _joined(words: npt.NDArray[np.uint64], width: int) -> npt.NDArray[np.uint64]:
    """Return the low `width` bits of all words, one behind the other, without gaps."""
    if width == _WORD:
        return words
    count = _WORD // math.gcd(width, _WORD)  # as many as make whole words again
    parts = words.reshape(-1, count)
    joined = np.zeros((len(parts), count * width // _WORD), np.uint64)
    for number in range(count):
        word, bit = divmod(number * width, _WORD)
        joined[:, word] |= parts[:, number] << np.uint64(bit)
        if bit + width > _WORD:
            joined[:, word + 1] |= parts[:, number] >> np.uint64(_WORD - bit)
    return joined.reshape(-1)
