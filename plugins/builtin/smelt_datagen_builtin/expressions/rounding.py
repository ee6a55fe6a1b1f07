"""round, floor and ceil of numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
from smelt_datagen.arrays import rounded_floats

from smelt_datagen_builtin.expressions import exact
from smelt_datagen_builtin.expressions.nodes import Node, Outcome, strict
from smelt_datagen_builtin.expressions.sql_types import FLOAT, INT, decimal

_MOST_PLACES = 22
"""Of doubles: 10 to this power is one."""


def half_away(values: Any) -> Any:
    """Return doubles rounded to integers, halves away from zero."""
    whole = np.trunc(values)
    with np.errstate(invalid="ignore"):
        is_far = np.abs(values - whole) >= 0.5  # noqa: PLR2004 (a half); the difference is exact
    return whole + np.copysign(is_far.astype(np.float64), values)


def rounded(arg: Node, places: int = 0) -> Node:
    """Return a number with so many digits behind the point, before it where negative."""
    if arg.type.kind == "float":
        return strict(FLOAT, lambda values: Outcome(_float_rounded(values, places)), [arg])
    if arg.type.kind == "int":
        if places >= 0:
            return arg
        return strict(INT, lambda values: _to_tens(values, places), [arg], what=_overflow)
    scale = max(0, min(places, arg.type.scale))
    digits = max(1, arg.type.digits - arg.type.scale + scale)
    if places >= arg.type.scale:
        return arg

    def kernel(units: exact.Integers) -> Outcome:
        fewer = exact.rescaled(units, places - arg.type.scale)
        return Outcome(exact.rescaled(fewer, scale - places))

    # 9.9 becomes 10, which has a digit more
    return strict(decimal(digits + 1, scale), kernel, [arg])


def _to_tens(values: exact.Integers, places: int) -> Outcome:
    fewer = exact.rescaled(values, places)
    return Outcome(*exact.narrowed(exact.rescaled(fewer, -places)))


def _overflow(value: int) -> str:
    return f"{value}, rounded, needs more than 64 bits"


def _float_rounded(values: Any, places: int) -> Any:
    if places == 0:
        return half_away(values)
    if places > 0:
        return rounded_floats(values, min(places, _MOST_PLACES))
    power = float(10**-places)
    return half_away(values / power) * power


def floor(arg: Node) -> Node:
    """Return the largest integer that is not above a number."""
    return _towards(arg, np.floor, is_up=False)


def ceil(arg: Node) -> Node:
    """Return the smallest integer that is not below a number."""
    return _towards(arg, np.ceil, is_up=True)


def _towards(arg: Node, of_floats: Any, *, is_up: bool) -> Node:
    if arg.type.kind == "float":
        return strict(FLOAT, lambda values: Outcome(of_floats(values)), [arg])
    if arg.type.kind == "int":
        return arg
    scale = arg.type.scale
    unit = 10**scale

    def kernel(units: exact.Integers) -> Outcome:
        if unit > 2**62:
            units = units.astype(object)
        whole = -(-units // unit) if is_up else units // unit
        return Outcome(np.asarray(whole))

    return strict(decimal(arg.type.digits - scale + 1, 0), kernel, [arg])
