"""cos and sin."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from smelt_datagen.elementary.blocks import ROUNDER, FloatArray, by_blocks, polynomial

INVERSE_HALF_PI: Final = 6.36619772367581382433e-01  # 0x3fe45f306dc9c883
HALF_PI_1: Final = 1.57079632673412561417e00  # 0x3ff921fb54400000, 33 bits of pi/2
HALF_PI_1_TAIL: Final = 6.07710050650619224932e-11  # 0x3dd0b4611a626331, pi/2 - HALF_PI_1
HALF_PI_2: Final = 6.07710050630396597660e-11  # 0x3dd0b4611a600000, the next 33 bits
HALF_PI_3: Final = 2.02226624871116645580e-21  # 0x3ba3198a2e000000, the third 33 bits
HALF_PI_3_TAIL: Final = 8.47842766036889956997e-32  # 0x397b839a252049c1, what is left
ANGLE_BOUND: Final = 2.0**19 * 1.57079632679489655800e00
# HALF_PI_1 and its tail alone leave an error of up to 2**-67 in the domain: 1/16 ulp from here up.
NEAR_ZERO: Final = 2.0**-11

# fmt: off
# S6 to S1 and C6 to C1 of fdlibm, the highest power first.
SIN_TERMS: Final = (1.58969099521155010221e-10, -2.50507602534068634195e-08,
    2.75573137070700676789e-06, -1.98412698298579493134e-04, 8.33333333332248946124e-03,
    -1.66666666666666324348e-01)
COS_TERMS: Final = (-1.13596475577881948265e-11, 2.08757232129817482790e-09,
    -2.75573143513906633035e-07, 2.48015872894767294178e-05, -1.38888888888741095749e-03,
    4.16666666666666019037e-02)
# fmt: on


def cos(x: npt.ArrayLike) -> FloatArray:
    """Return the cosine of each element, in radians, within 1 ulp (fdlibm's k_cos.c, Sun 1993).

    Takes float64 of any shape; returns a new float64 array of that shape. An infinity or nan gives
    nan; a finite element beyond 2**19 * pi/2 (823,549.66) in magnitude raises ValueError.
    """
    return by_blocks(lambda block: _sine(block, quarter_turns=1), x)


def sin(x: npt.ArrayLike) -> FloatArray:
    """Return the sine of each element, in radians: accuracy, domain and source as for `cos`."""
    return by_blocks(lambda block: _sine(block, quarter_turns=0), x)


def _sine(x: FloatArray, quarter_turns: int) -> FloatArray:
    """Return the sine of `x` plus a number of quarter turns."""
    ordinary = np.abs(x).max() <= ANGLE_BOUND
    if not ordinary and (np.abs(x[np.isfinite(x)]) > ANGLE_BOUND).any():
        raise ValueError(f"an angle is beyond 2**19 * pi/2 = {ANGLE_BOUND} in magnitude")
    quadrant, head, excess = _reduce(x)
    quadrant += quarter_turns
    odd = (quadrant & 1).astype(np.bool_)
    result = np.empty_like(head)
    for kernel, mask in ((_sine_kernel, ~odd), (_cosine_kernel, odd)):
        chosen = np.flatnonzero(mask)
        result[chosen] = kernel(head[chosen], excess[chosen])
    quadrant &= 2
    quadrant <<= 62
    bits = result.view(np.int64)
    bits ^= quadrant  # the second half of a turn: flip the sign bit
    if not ordinary:
        result[~np.isfinite(x)] = np.nan
    return result


def _reduce(x: FloatArray) -> tuple[npt.NDArray[np.int64], FloatArray, FloatArray]:
    """Return n (in the lowest bits), head and excess: x = n pi/2 + head - excess, n the nearest."""
    rounded = x * INVERSE_HALF_PI
    rounded += ROUNDER
    turns = rounded - ROUNDER
    rest = turns * HALF_PI_1
    np.subtract(x, rest, out=rest)
    excess = turns * HALF_PI_1_TAIL
    head = rest - excess
    near = np.flatnonzero(np.abs(head) < NEAR_ZERO)
    fine = _reduce_finely(rest[near], turns[near])
    rest -= head
    excess -= rest
    head[near], excess[near] = fine
    return rounded.view(np.int64), head, excess


def _reduce_finely(rest: FloatArray, turns: FloatArray) -> tuple[FloatArray, FloatArray]:
    lost = np.zeros_like(rest)
    for part in (HALF_PI_2, HALF_PI_3):
        product = turns * part  # exact: 33 bits times 20
        before, rest = rest, rest - product
        lost += product - (before - rest)
    lost += turns * HALF_PI_3_TAIL
    head = rest - lost
    return head, lost - (rest - head)


def _sine_kernel(head: FloatArray, excess: FloatArray) -> FloatArray:
    """Return sin(head - excess), overwriting both arguments."""
    square = head * head
    series = polynomial(square, SIN_TERMS)
    square *= head
    series *= square
    excess -= series
    head -= excess  # two differences, since sums would make 0.0 of -0.0
    return head


def _cosine_kernel(head: FloatArray, excess: FloatArray) -> FloatArray:
    """Return cos(head - excess), overwriting both arguments."""
    square = head * head
    series = polynomial(square, COS_TERMS)
    series *= square
    series *= square
    excess *= head
    series += excess
    square *= 0.5
    lead = np.subtract(1.0, square, out=head)
    lost = np.subtract(1.0, lead, out=excess)
    lost -= square
    series += lost
    series += lead
    return series
