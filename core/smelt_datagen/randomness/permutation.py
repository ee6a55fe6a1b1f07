"""Pseudo-random permutations of a range, computed position by position."""

from __future__ import annotations

import numpy as np

from smelt_datagen.randomness.streams import Stream, UInt64Array, mix64

_ROUNDS = 6


def permuted(positions: UInt64Array, size: int, stream: Stream) -> UInt64Array:
    """Return where each of `positions` (all below `size`) goes in a permutation of range(size).

    A Feistel network (Luby and Rackoff 1988) over the next even power of two, walked along its
    cycle back into the range (Black and Rogaway 2002).
    """
    half_bits = np.uint64(max(1, -(-(size - 1).bit_length() // 2)))
    keys = [np.uint64(stream.child("round", number).key) for number in range(_ROUNDS)]
    result = _network(positions, half_bits, keys)
    while (outside := np.flatnonzero(result >= np.uint64(size))).size:
        result[outside] = _network(result[outside], half_bits, keys)
    return result


def _network(values: UInt64Array, half_bits: np.uint64, keys: list[np.uint64]) -> UInt64Array:
    mask = (np.uint64(1) << half_bits) - np.uint64(1)
    left, right = values >> half_bits, values & mask
    for key in keys:
        left, right = right, left ^ (mix64(right + key) & mask)
    return left << half_bits | right
