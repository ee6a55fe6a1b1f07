"""Uniform 64-bit numbers turned into other distributions, exactly the same on every machine.

Every function takes a uint64 array of uniform bits, which it may overwrite, and returns an array
of the same length.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import numpy.typing as npt

from smelt_datagen.elementary import normal_cdf, normal_quantile
from smelt_datagen.randomness.streams import UInt64Array

_LOW_HALF = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_WRAP = 2**64


def unit_interval(bits: UInt64Array) -> npt.NDArray[np.float64]:
    """Return float64 in [0, 1): the upper 53 bits times 2^-53."""
    bits >>= np.uint64(11)
    return np.multiply(bits.view(np.int64), 2.0**-53, dtype=np.float64)


def standard_normal(bits: UInt64Array) -> npt.NDArray[np.float64]:
    """Return standard normal float64: the quantile of the upper 52 bits, centred in (0, 1)."""
    bits >>= np.uint64(12)
    probability = np.add(bits.view(np.int64), 0.5, dtype=np.float64)
    probability *= 2.0**-52
    return normal_quantile(probability)


def from_standard_normal(values: npt.NDArray[np.float64]) -> UInt64Array:
    """Return uniform 64-bit numbers for standard normal float64: their probability times 2^64."""
    tail = normal_cdf(-np.abs(values))
    tail *= 2.0**64
    bits = tail.astype(np.uint64)
    np.minimum(bits, np.uint64(2**63 - 1), out=bits)
    # the upper half has the digits of the lower one: a double near 1 would leave 53 of 64
    return np.where(values < 0.0, bits, ~bits)


def integers(bits: UInt64Array, low: int, high: int) -> npt.NDArray[np.int64]:
    """Return int64 in [low, high), for any bounds with -2^63 <= low < high <= 2^63.

    The upper half of the 128-bit product bits x (high - low) (Lemire 2019, without rejection:
    the bias is below (high - low) / 2^64).
    """
    span = high - low
    if span == _WRAP:
        offsets = bits
    elif span <= 1 << 32:
        offsets = _upper_product_narrow(bits, np.uint64(span))
    else:
        offsets = _upper_product_wide(bits, np.uint64(span))
    offsets += np.uint64(low % _WRAP)
    return offsets.view(np.int64)


def below(bits: UInt64Array, limits: UInt64Array) -> UInt64Array:
    """Return uint64 in [0, limit), each with a limit of its own, of which none is 0.

    As `integers`, the bias being below limit / 2^64.
    """
    if limits.max(initial=0) <= 1 << 32:
        return _upper_product_narrow(bits, limits)
    return _upper_product_wide(bits, limits)


def bernoulli(bits: UInt64Array, probability: float) -> npt.NDArray[np.bool_]:
    """Return booleans that are true with `probability` in [0, 1], to within 2^-64."""
    threshold = int(Fraction(probability) * _WRAP)
    if threshold >= _WRAP:
        return np.ones(len(bits), dtype=np.bool_)
    return bits < np.uint64(threshold)


def _upper_product_narrow(bits: UInt64Array, factor: UInt64Array | np.uint64) -> UInt64Array:
    low = bits & _LOW_HALF
    low *= factor
    low >>= _HALF
    bits >>= _HALF
    bits *= factor
    bits += low
    bits >>= _HALF
    return bits


def _upper_product_wide(bits: UInt64Array, factor: UInt64Array | np.uint64) -> UInt64Array:
    """Multiply by schoolbook halves, carrying the middle column."""
    factor_low, factor_high = factor & _LOW_HALF, factor >> _HALF
    low, high = bits & _LOW_HALF, bits >> _HALF
    middle = high * factor_low + (low * factor_low >> _HALF)
    carry = low * factor_high + (middle & _LOW_HALF)
    upper: UInt64Array = high * factor_high + (middle >> _HALF) + (carry >> _HALF)
    return upper
