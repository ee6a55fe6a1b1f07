"""Arithmetic on integers that is exact: in 64 bits where that is enough, else in Python's."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Integers: TypeAlias = npt.NDArray[Any]
"""int64, or of Python's integers."""

_LARGEST = 2**63 - 1


def added(one: Integers, other: Integers) -> Integers:
    """Return the sums."""
    return _either(operator.add, one, other, magnitude(one) + magnitude(other))


def subtracted(one: Integers, other: Integers) -> Integers:
    """Return the differences."""
    return _either(operator.sub, one, other, magnitude(one) + magnitude(other))


def multiplied(one: Integers, other: Integers) -> Integers:
    """Return the products."""
    return _either(operator.mul, one, other, magnitude(one) * magnitude(other))


def _either(
    operation: Callable[[Any, Any], Any], one: Integers, other: Integers, bound: int
) -> Integers:
    if bound <= _LARGEST:
        made: Integers = operation(one, other)
    else:
        made = np.asarray(operation(one.astype(object), other.astype(object)), dtype=object)
    return made


def magnitude(values: Integers) -> int:
    """Return the largest absolute value; 0 if there are none."""
    if not values.size:
        return 0
    return max(abs(int(values.min())), abs(int(values.max())))


def divided(one: Integers, other: Integers) -> tuple[Integers, Integers]:
    """Return quotients and rests, towards zero as in C; no divisor is 0."""
    if magnitude(one) > _LARGEST or magnitude(other) > _LARGEST:
        one, other = one.astype(object), other.astype(object)
    quotient, rest = one // other, one % other
    # floored: one too small where the rest is not 0 and the signs differ
    is_low = np.asarray((rest != 0) & ((one < 0) != (other < 0)), dtype=np.bool_)
    return quotient + is_low, rest - np.where(is_low, other, other * 0)


def rescaled(units: Integers, by: int) -> Integers:
    """Return the units of the same numbers with so many digits more, or fewer: then rounded.

    Halves go away from zero.
    """
    if by >= 0:
        return units if by == 0 else multiplied(units, np.asarray(10**by, _dtype(10**by)))
    unit = 10**-by
    if unit > _LARGEST:
        units = units.astype(object)
    half = unit // 2
    sign = np.where(units < 0, -1, 1)
    size = added(np.asarray(abs(units)), np.asarray(half, _dtype(half)))
    return np.asarray(size // unit * sign)


def _dtype(value: int) -> Any:
    return np.int64 if abs(value) <= _LARGEST else object


def outside(values: Integers, low: int, high: int) -> npt.NDArray[np.bool_] | None:
    """Return where values are not within [low, high]; None if all are."""
    if not values.size or (values.min() >= low and values.max() <= high):
        return None
    return np.asarray((values < low) | (values > high), dtype=np.bool_)


def narrowed(values: Integers) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_] | None]:
    """Return values as int64, and where they do not fit; None if all do."""
    if values.dtype != object:
        return values, None
    wrong = outside(values, -(2**63), _LARGEST)
    kept = values if wrong is None else np.where(wrong, 0, values)
    return np.asarray(kept).astype(np.int64), wrong
