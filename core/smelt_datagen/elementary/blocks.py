"""What all elementary functions share: blocks that fit a cache, polynomials, bit patterns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

FloatArray: TypeAlias = npt.NDArray[np.float64]
Terms: TypeAlias = tuple[float, ...]
"""Coefficients of a polynomial, the highest power first."""

BLOCK_LENGTH: Final = 16_384  # the temporary arrays of a block fit into a second-level cache

# Doubles from 2**52 up to 2**53 have no fraction: adding this to a smaller number rounds that to an
# integer, which then stands in the lowest bits of the sum, in two's complement.
ROUNDER: Final = 1.5 * 2.0**52


def by_blocks(function: Callable[[FloatArray], FloatArray], x: npt.ArrayLike) -> FloatArray:
    """Return `function` of each element of `x`, in float64 and in the shape of `x`."""
    values = np.asarray(x, dtype=np.float64)
    flat = values.reshape(-1)
    result = np.empty(flat.size)
    with np.errstate(all="ignore"):
        for start in range(0, flat.size, BLOCK_LENGTH):
            block = slice(start, start + BLOCK_LENGTH)
            result[block] = function(flat[block])
    return result.reshape(values.shape)


def polynomial(x: FloatArray, terms: Terms) -> FloatArray:
    """Return the polynomial with the coefficients `terms` at each element of `x`."""
    result = x * terms[0]
    for term in terms[1:-1]:
        result += term
        result *= x
    result += terms[-1]
    return result
