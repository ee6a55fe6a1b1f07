"""The quantile function of the standard normal distribution."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from smelt_datagen.elementary.blocks import FloatArray, Terms, by_blocks, polynomial
from smelt_datagen.elementary.exponential import log

# fmt: off
# AS 241: SPLIT1, SPLIT2, CONST1 and CONST2; A7 to A0 over B7 to B1, 1; C over D; E over F.
CENTRE, FAR_TAIL, CENTRE_SQUARED, TAIL_SHIFT = 0.425, 5.0, 0.180625, 1.6
CENTRE_RATIO: Final = (
    (2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4,
     4.5921953931549871457e4, 1.3731693765509461125e4, 1.9715909503065514427e3,
     1.3314166789178437745e2, 3.3871328727963666080e0),
    (5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4,
     2.1213794301586595867e4, 5.3941960214247511077e3, 6.8718700749205790830e2,
     4.2313330701600911252e1, 1.0))
TAIL_RATIO: Final = (
    (7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
     1.27045825245236838258e0, 3.64784832476320460504e0, 5.76949722146069140550e0,
     4.63033784615654529590e0, 1.42343711074968357734e0),
    (1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
     1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e0,
     2.05319162663775882187e0, 1.0))
FAR_TAIL_RATIO: Final = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
     2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e0,
     5.46378491116411436990e0, 6.65790464350110377720e0),
    (2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
     7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1,
     5.99832206555887937690e-1, 1.0))
# fmt: on


def normal_quantile(p: npt.ArrayLike) -> FloatArray:
    """Return the standard normal quantile of each probability (AS 241 PPND16, Wichura 1988).

    Takes float64 of any shape; returns a new float64 array of that shape. The relative error is
    below 1e-15. 0 gives -inf, 1 gives inf, anything outside [0, 1] and nan give nan.
    """
    return by_blocks(_normal_quantile, p)


def _normal_quantile(p: FloatArray) -> FloatArray:
    offset = p - 0.5
    distance = offset * offset
    np.subtract(CENTRE_SQUARED, distance, out=distance)
    result = _ratio(distance, CENTRE_RATIO)
    result *= offset
    outer = np.flatnonzero(~(np.abs(offset, out=offset) <= CENTRE))
    if outer.size:
        result[outer] = _tail_quantile(p[outer])
    return result


def _tail_quantile(p: FloatArray) -> FloatArray:
    upper = 1.0 - p
    smaller = np.minimum(p, upper)
    distance = np.sqrt(-log(smaller))
    result = _ratio(distance - TAIL_SHIFT, TAIL_RATIO)
    far = np.flatnonzero(distance > FAR_TAIL)
    result[far] = _ratio(distance[far] - FAR_TAIL, FAR_TAIL_RATIO)
    result[smaller == 0.0] = np.inf
    result = np.copysign(result, p - upper)
    result[~(smaller >= 0.0)] = np.nan
    return result


def _ratio(x: FloatArray, terms: tuple[Terms, Terms]) -> FloatArray:
    result = polynomial(x, terms[0])
    result /= polynomial(x, terms[1])
    return result
