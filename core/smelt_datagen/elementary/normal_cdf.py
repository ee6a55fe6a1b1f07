"""The distribution function of the standard normal distribution."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from smelt_datagen.elementary.blocks import FloatArray, by_blocks, polynomial
from smelt_datagen.elementary.exponential import exp

SHIFT: Final = 4.0
# fmt: off
# (1 + x) exp(x^2 / 2) Q(x), Q the upper tail, as a polynomial in (x - SHIFT) / (x + SHIFT), from -1
# to below 1, the highest power first: Chebyshev interpolation by mpmath, off by less than 2e-17.
TAIL_TERMS: Final = (1.7569787339538164e-10, -6.736634571009946e-10, -2.599563802271586e-09,
    5.459373698638991e-09, 2.0208468930264034e-08, -1.789372651986133e-08, -1.1439312867331685e-07,
    -1.2919579985812394e-09, 5.547606949893862e-07, 4.0676642733334854e-07, -2.61436294231482e-06,
    -3.4334009324152583e-06, 1.3627374958716244e-05, 2.1250457860811776e-05, -8.78532981753416e-05,
    -9.443034215049712e-05, 0.0006948971208651091, -0.0002856230864018645, -0.005002378592400097,
    0.017936097478834515, -0.0321978374280282, 0.028600364053578804, 0.013999634724424467,
    -0.09670347732652608, 0.47205320650984467)
# fmt: on
FARTHEST: Final = 40.0  # the tail is 0 from here on


def normal_cdf(z: npt.ArrayLike) -> FloatArray:
    """Return the probability that a standard normal number is at most each element.

    Takes float64 of any shape; returns a new float64 array of that shape. The error is below
    2.5e-16; the relative error of a normal result below one half is below 1e-15 + 2e-16 z^2. So
    results of neighbours may fall by that much. nan gives nan.
    """
    return by_blocks(_normal_cdf, z)


def _normal_cdf(z: FloatArray) -> FloatArray:
    size = np.abs(z)
    np.minimum(size, FARTHEST, out=size)
    result = size * size
    result *= -0.5
    result = exp(result)
    denominator = size + SHIFT
    ratio = size - SHIFT
    ratio /= denominator
    result *= polynomial(ratio, TAIL_TERMS)
    size += 1.0
    result /= size
    upper = np.flatnonzero(z > 0.0)
    result[upper] = 1.0 - result[upper]
    return result
