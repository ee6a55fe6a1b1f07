"""Pseudo-random permutations of a range, computed position by position, in both directions."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from smelt_datagen.randomness.streams import Stream, UInt64Array, mix64

_ROUNDS = 8
# where a half is one bit, rounds mix little: of 5 positions, 16 rounds leave pairs of images that a
# chi-square over 200,000 keys tells from chance, and 24 do not; above 64 positions, 6 leave none
_ROUNDS_OF_FEW = 24
_FEW = 64


class Permutation:
    """A permutation of range(size) that `stream` keys, for 1 <= size <= 2^63.

    A Feistel network (Luby and Rackoff 1988, "How to construct pseudorandom permutations from
    pseudorandom functions") permutes the numbers of as many bits as size - 1 has. A number that
    leaves the range is put through it again until it is back: cycle walking (Black and Rogaway
    2002, "Ciphers with arbitrary finite domains"). The bits are split into halves that differ by
    one if their number is odd, so that more than half of the network's numbers lie in the range
    and the walk takes fewer than two steps on average. Each round changes one half by a keyed
    function of the other, in turn, and so can be undone.
    """

    def __init__(self, size: int, stream: Stream) -> None:
        bits = (size - 1).bit_length()
        self._size = np.uint64(size)
        self._right_bits = np.uint64(bits - bits // 2)
        self._left_mask = np.uint64((1 << bits // 2) - 1)
        self._right_mask = np.uint64((1 << (bits - bits // 2)) - 1)
        rounds = _ROUNDS_OF_FEW if size < _FEW else _ROUNDS
        self._keys = [np.uint64(stream.child("round", number).key) for number in range(rounds)]

    def forward(self, positions: UInt64Array) -> UInt64Array:
        """Return where each of `positions`, all below the size, goes: a new array."""
        return self._walk(positions, self._network)

    def inverse(self, positions: UInt64Array) -> UInt64Array:
        """Return which position goes to each of `positions`, all below the size: a new array."""
        return self._walk(positions, self._reversed_network)

    def _walk(
        self, positions: UInt64Array, network: Callable[[UInt64Array], UInt64Array]
    ) -> UInt64Array:
        result = network(positions)
        outside = np.flatnonzero(result >= self._size)
        while outside.size:
            walked = network(result[outside])
            result[outside] = walked
            outside = outside[walked >= self._size]
        return result

    def _network(self, values: UInt64Array) -> UInt64Array:
        left, right = values >> self._right_bits, values & self._right_mask
        for first, second in zip(self._keys[::2], self._keys[1::2], strict=True):
            left ^= mix64(right + first) & self._left_mask
            right ^= mix64(left + second) & self._right_mask
        return left << self._right_bits | right

    def _reversed_network(self, values: UInt64Array) -> UInt64Array:
        left, right = values >> self._right_bits, values & self._right_mask
        for first, second in zip(self._keys[-2::-2], self._keys[::-2], strict=True):
            right ^= mix64(left + second) & self._right_mask
            left ^= mix64(right + first) & self._left_mask
        return left << self._right_bits | right
