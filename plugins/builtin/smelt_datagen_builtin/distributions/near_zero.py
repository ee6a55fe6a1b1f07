"""exp(x) - 1 and log(1 + x) that keep their digits where x is small."""

from __future__ import annotations

import numpy as np
from smelt_datagen import elementary

from smelt_datagen_builtin.distributions.tails import FloatArray

_SMALL = 0.5
_TERMS = 20
"""Of the series of exp: 0.5^20 / 20! is below 2^-80."""


def expm1(x: FloatArray) -> FloatArray:
    """Return exp(x) - 1, with a relative error below 1e-15."""
    with np.errstate(over="ignore"):
        far = elementary.exp(x) - 1.0
    near = np.where(np.abs(x) < _SMALL, x, 0.0)
    return np.where(np.abs(x) < _SMALL, near + near * near * beyond_linear(near), far)


def beyond_linear(x: FloatArray) -> FloatArray:
    """Return (exp(x) - 1 - x) / x^2 for |x| <= 1/2, by its series.

    That is 1/2 + x/6 + x^2/24 and so on.
    """
    total = np.zeros_like(x)
    for number in range(_TERMS, 1, -1):
        total = (total * x + 1.0) / number
    return total


def log1p(x: FloatArray) -> FloatArray:
    """Return log(1 + x), with a relative error below 1e-15 (Kahan, in HP 1982)."""
    whole = 1.0 + x
    difference = whole - 1.0
    with np.errstate(divide="ignore", invalid="ignore"):
        scaled = elementary.log(whole) * (x / difference)
    return np.where(difference == 0.0, x, scaled)
