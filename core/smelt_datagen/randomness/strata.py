"""Draws from given strata: the range of all draws, cut into as many parts as there are rows."""

from __future__ import annotations

import numpy as np

from smelt_datagen.randomness.streams import UInt64Array

_HALF = np.uint64(32)
_LOW_HALF = np.uint64(0xFFFFFFFF)
_BASE = np.uint64(1 << 32)
_ONE = np.uint64(1)
_NARROW = 1 << 32


def equally_spaced(count: int) -> UInt64Array:
    """Return the middles of `count` equal parts, a power of two, of the range of all draws."""
    width = (1 << 64) // count
    middles: UInt64Array = np.arange(count, dtype=np.uint64) * np.uint64(width) + np.uint64(
        width // 2
    )
    return middles


def draws_in_strata(
    ranks: UInt64Array, within: UInt64Array, count: int | UInt64Array
) -> UInt64Array:
    """Return a draw in the stratum of each rank, of `count` strata of equal width.

    The draw is floor((rank x 2^64 + within) / count): `within` says where in its stratum, 0 at its
    lower end and 2^63 in the middle. So draws never fall as ranks rise. Ranks are below `count`,
    which is from 1 to 2^63, or for each rank its own, of at most 2^32. Returns a new array.
    """
    if isinstance(count, np.ndarray):
        return _narrow_quotient(ranks, within, count)
    if count <= _NARROW:
        return _narrow_quotient(ranks, within, np.uint64(count))
    return _wide_quotient(ranks, within, count)


def _narrow_quotient(
    high: UInt64Array, low: UInt64Array, divisor: np.uint64 | UInt64Array
) -> UInt64Array:
    """Divide high x 2^64 + low, high < divisor <= 2^32, digit by digit of 32 bits."""
    first = high << _HALF
    first |= low >> _HALF
    upper = first // divisor
    first -= upper * divisor
    first <<= _HALF
    first |= low & _LOW_HALF
    first //= divisor
    upper <<= _HALF
    upper |= first
    return upper


def _wide_quotient(high: UInt64Array, low: UInt64Array, divisor: int) -> UInt64Array:
    """Divide high x 2^64 + low, high < divisor (Knuth, Seminumerical Algorithms, 4.3.1 D)."""
    shift = 64 - divisor.bit_length()
    scaled = np.uint64(divisor << shift)
    left, right = np.uint64(shift), np.uint64(64 - shift)
    top = high << left | low >> right
    rest = low << left
    upper = _digit(top, rest >> _HALF, scaled)
    top = (top << _HALF | rest >> _HALF) - upper * scaled  # modulo 2^64, as the remainder is less
    return upper << _HALF | _digit(top, rest & _LOW_HALF, scaled)


def _digit(top: UInt64Array, following: UInt64Array, divisor: np.uint64) -> UInt64Array:
    """Return floor((top x 2^32 + following) / divisor), top < divisor, whose upper bit is 1."""
    first, second = divisor >> _HALF, divisor & _LOW_HALF
    digit = top // first
    rest = top - digit * first
    for _ in range(2):  # the estimate is too high by 2 at most
        high = (rest < _BASE) & ((digit >= _BASE) | (digit * second > (rest << _HALF | following)))
        digit -= high.astype(np.uint64)
        rest += np.where(high, first, np.uint64(0))
    return digit
