"""Seed derivation and counter-based random numbers.

A stream is a 64-bit key from which the number at any row can be read directly, so that a value
never depends on which rows were made before it, in what order, or by which worker.
"""

from __future__ import annotations

import hashlib
from typing import TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

UInt64Array: TypeAlias = npt.NDArray[np.uint64]

GOLDEN_GAMMA = np.uint64(0x9E3779B97F4A7C15)
LARGEST_SEED = 2**64 - 1

_SHIFT_1, _FACTOR_1 = np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)
_SHIFT_2, _FACTOR_2 = np.uint64(27), np.uint64(0x94D049BB133111EB)
_SHIFT_3 = np.uint64(31)
_ONE = np.uint64(1)


def counters(rows: UInt64Array) -> UInt64Array:
    """Return `(row + 1) * GOLDEN_GAMMA` modulo 2^64: what all streams share at these rows."""
    result = rows + _ONE
    result *= GOLDEN_GAMMA
    return result


def mix64(state: UInt64Array) -> UInt64Array:
    """Scramble `state` in place and return it: SplitMix64's finaliser.

    Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators", with the
    constants of Stafford's variant 13.
    """
    scratch = state >> _SHIFT_1
    state ^= scratch
    state *= _FACTOR_1
    np.right_shift(state, _SHIFT_2, out=scratch)
    state ^= scratch
    state *= _FACTOR_2
    np.right_shift(state, _SHIFT_3, out=scratch)
    state ^= scratch
    return state


@attrs.frozen(repr=False)
class Stream:
    """A 64-bit key; `Stream(seed)` is the root of everything made from that seed."""

    key: int

    def child(self, *path: str | int) -> Stream:
        """Return the stream that `path` names below this one.

        The key is BLAKE2b-64 over this key and the path, each part tagged with its type and
        length, so that ("a", "b"), ("ab",), (1,) and ("1",) are four different streams.
        """
        hashed = self.key.to_bytes(8, "little")
        for part in path:
            content = str(part).encode()
            kind = b"i" if isinstance(part, int) else b"s"
            hashed += kind + len(content).to_bytes(8, "little") + content
        digest = hashlib.blake2b(hashed, digest_size=8)
        return Stream(int.from_bytes(digest.digest(), "little"))

    def numbers(self, row_counters: UInt64Array) -> UInt64Array:
        """Return one uniform 64-bit number per row, from the rows' `counters`, as a new array."""
        return mix64(row_counters + np.uint64(self.key))
