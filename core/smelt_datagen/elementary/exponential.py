"""exp and log."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from smelt_datagen.elementary.blocks import ROUNDER, FloatArray, by_blocks, polynomial

FRACTION_BITS: Final = 52
FRACTION_MASK: Final = (1 << FRACTION_BITS) - 1
EXPONENT_BIAS: Final = 1023
SMALLEST_NORMAL: Final = 2.0**-1022
TWO_TO_52_BITS: Final = 0x4330_0000_0000_0000

INVERSE_LN2: Final = 1.44269504088896338700e00  # 0x3ff71547652b82fe
LN2_HIGH: Final = 6.93147180369123816490e-01  # 0x3fe62e42fee00000: exact times |k| < 2**20
LN2_LOW: Final = 1.90821492927058770002e-10  # 0x3dea39ef35793c76
EXP_ORDINARY: Final = 708.0  # up to this magnitude exp(x) is a normal number
EXP_RANGE: Final = (-746.0, 710.0)  # exp(x) is 0 and inf from here on
SQRT_HALF_BITS: Final = 0x3FE6_A09E_0000_0000  # sqrt(1/2), rounded down as in e_log.c
SQRT_HALF_TO_ONE: Final = 0x3FF0_0000_0000_0000 - SQRT_HALF_BITS

# fmt: off
# P5 to P1 and Lg7 to Lg1 of fdlibm, the highest power first.
EXP_TERMS: Final = (4.13813679705723846039e-08, -1.65339022054652515390e-06,
    6.61375632143793436117e-05, -2.77777777770155933842e-03, 1.66666666666666019037e-01)
LOG_TERMS: Final = (1.479819860511658591e-01, 1.531383769920937332e-01, 1.818357216161805012e-01,
    2.222219843214978396e-01, 2.857142874366239149e-01, 3.999999999940941908e-01,
    6.666666666666735130e-01)
# fmt: on


def exp(x: npt.ArrayLike) -> FloatArray:
    """Return e to the power of each element, within 1 ulp (fdlibm's e_exp.c, Sun 1993).

    Takes float64 of any shape; returns a new float64 array of that shape. Results below the normal
    range are subnormal or 0, those above it inf; nan gives nan.
    """
    return by_blocks(_exp, x)


def log(x: npt.ArrayLike) -> FloatArray:
    """Return the natural logarithm of each element, within 1 ulp (fdlibm's e_log.c, Sun 1993).

    Takes float64 of any shape, subnormals included; returns a new float64 array of that shape.
    0 gives -inf, inf gives inf, a negative number or nan gives nan.
    """
    return by_blocks(_log, x)


def _exp(x: FloatArray) -> FloatArray:
    if np.abs(x).max() <= EXP_ORDINARY:
        result, k = _exp_reduced(x)
        result *= _power_of_two(k)
        return result
    result, k = _exp_reduced(np.clip(x, *EXP_RANGE))
    half = np.rint(k * 0.5)  # 2**k alone may be out of range
    result *= _power_of_two(half)
    result *= _power_of_two(k - half)
    result[np.isnan(x)] = np.nan
    return result


def _exp_reduced(x: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return exp(x - k ln 2) and k, the whole number nearest to x / ln 2."""
    k = x * INVERSE_LN2
    np.rint(k, out=k)
    high = k * LN2_HIGH
    np.subtract(x, high, out=high)
    low = k * LN2_LOW
    rest = high - low
    square = rest * rest
    even = polynomial(square, EXP_TERMS)
    even *= square
    np.subtract(rest, even, out=even)
    rest *= even
    np.subtract(2.0, even, out=even)
    rest /= even
    low -= rest
    low -= high
    return np.subtract(1.0, low, out=low), k


def _power_of_two(k: FloatArray) -> FloatArray:
    """Return 2**k for whole numbers from -1022 to 1023."""
    bits = np.add(k, ROUNDER + EXPONENT_BIAS).view(np.int64)
    bits <<= FRACTION_BITS
    return bits.view(np.float64)


def _log(x: FloatArray) -> FloatArray:
    result = _log_normal(x)
    if not (x.min() >= SMALLEST_NORMAL and x.max() < np.inf):
        small = np.flatnonzero(x < SMALLEST_NORMAL)
        result[small] = _log_normal(x[small] * 2.0**54, scaled=54)
        result[x == 0.0] = -np.inf
        result[x == np.inf] = np.inf
        result[~(x >= 0.0)] = np.nan
    return result


def _log_normal(x: FloatArray, scaled: int = 0) -> FloatArray:
    """Return log(x / 2**scaled) of normal positive numbers, and rubbish for all others."""
    k, f = _split(x)
    k -= scaled + EXPONENT_BIAS + 2.0**52
    s = f + 2.0
    np.divide(f, s, out=s)
    square = s * s
    series = polynomial(square, LOG_TERMS)
    series *= square
    half_square = np.multiply(f, 0.5, out=square)
    half_square *= f
    series += half_square
    series *= s
    series += np.multiply(k, LN2_LOW, out=s)
    series -= half_square
    series += f
    k *= LN2_HIGH
    series += k
    return series


def _split(x: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return 2**52 + EXPONENT_BIAS + k and f, x = 2**k * (1 + f), 1 + f from sqrt(1/2) up."""
    bits = x.view(np.int64) + SQRT_HALF_TO_ONE
    significand = bits & FRACTION_MASK
    significand += SQRT_HALF_BITS
    f = significand.view(np.float64)
    f -= 1.0
    bits >>= FRACTION_BITS
    bits |= TWO_TO_52_BITS  # quicker than a conversion to float64
    return bits.view(np.float64), f
