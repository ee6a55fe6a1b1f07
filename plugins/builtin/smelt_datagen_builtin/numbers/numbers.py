"""Numbers from common distributions."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen import elementary
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import Block, Column, Generator, Scope, generator, param

_LARGEST_INT = 2**63 - 1
_LARGEST_EXACT = 2.0**63
_NEGLIGIBLE = 1e-20
"""Numbers whose squares do not show beside them in a double."""


@generator("uniform_int", example="{ type: uniform_int, min: 1950, max: 2005 }")
class UniformInt(Generator):
    """Integer, uniform in [min, max)."""

    min: int = param("Smallest value.")
    max: int = param("Upper bound, itself not included.")

    data_type = pa.int64()

    def bind(self, scope: Scope) -> Column:
        """Return the column, which knows its bounds; fail on an empty range."""
        if self.min >= self.max:
            scope.fail(f"must be less than max (got {self.min}, max is {self.max})", "min")
        return _UniformIntColumn(bounds=(self.min, self.max - 1))


@attrs.frozen
class _UniformIntColumn(Column):
    bounds: tuple[int, int]

    data_type = pa.int64()

    def generate(self, block: Block) -> pa.Array:
        lowest, highest = self.bounds
        return arrow_array(block.integers(lowest, highest + 1))


@generator("uniform_float", example="{ type: uniform_float, min: 0.0, max: 1.0 }")
class UniformFloat(Generator):
    """Floating-point number, uniform in [min, max)."""

    min: float = param("Smallest value.")
    max: float = param("Upper bound, itself not included.")

    data_type = pa.float64()

    def bind(self, scope: Scope) -> Column:
        """Return itself; fail on an empty or an infinitely wide range."""
        if self.min >= self.max:
            scope.fail(f"must be less than max (got {self.min}, max is {self.max})", "min")
        if not math.isfinite(self.max - self.min):
            scope.fail("max - min must be finite", "max")
        return self

    def generate(self, block: Block) -> pa.Array:
        """Return min + u x (max - min), kept below max where that rounds up to it."""
        values = block.uniform()
        values *= self.max - self.min
        values += self.min
        return arrow_array(np.minimum(values, np.nextafter(self.max, -np.inf), out=values))


@generator("log_normal", example="{ type: log_normal, median: 2500, sigma: 1.2, max: 500000 }")
class LogNormal(Generator):
    """Integer from a log-normal distribution, rounded down and capped: prices and durations."""

    median: float = param("Half of the values lie below, before the cap.", gt=0)
    sigma: float = param("Standard deviation of the logarithm: larger is more spread.", ge=0)
    max: int = param("Largest value: what lies above is set to it.", ge=0)

    data_type = pa.int64()

    def bind(self, scope: Scope) -> Column:  # noqa: ARG002 (the protocol's)
        """Return the column, which knows its bounds."""
        return _LogNormalColumn(self.median, self.sigma, bounds=(0, self.max))


@attrs.frozen
class _LogNormalColumn(Column):
    median: float
    sigma: float
    bounds: tuple[int, int]

    data_type = pa.int64()

    def generate(self, block: Block) -> pa.Array:
        with np.errstate(over="ignore"):  # infinity is cut below
            values = block.normal()
            values *= self.sigma
            values = elementary.exp(values)
            values *= self.median
        np.floor(values, out=values)
        return arrow_array(_capped(values, self.bounds[1]))


@generator("geometric", example="{ type: geometric, p: 0.5 }")
class Geometric(Generator):
    """Number of failures before the first success: counts that are mostly small."""

    p: float = param("Probability of success in each trial.", gt=0, le=1)
    min: int = param("Lower bound: smaller values are set to it; 0 for none.", default=1)

    data_type = pa.int64()

    def bind(self, scope: Scope) -> Column:  # noqa: ARG002 (the protocol's)
        """Return the column with its scale computed."""
        return _GeometricColumn(_log_of_failure(self.p), self.min)


@attrs.frozen
class _GeometricColumn(Column):
    log_failure: float
    """Logarithm of 1 - p; -inf for p = 1."""
    min: int

    data_type = pa.int64()

    def generate(self, block: Block) -> pa.Array:
        # inversion (Devroye 1986, X.2.1): floor(log(1 - u) / log(1 - p)), 1 - u being in (0, 1]
        values = elementary.log(1.0 - block.uniform())
        with np.errstate(over="ignore"):  # infinity is cut below
            values /= self.log_failure
        np.floor(values, out=values)
        counts = _capped(values, _LARGEST_INT)
        return arrow_array(np.maximum(counts, self.min, out=counts))


def _log_of_failure(success: float) -> float:
    """Return log(1 - success), correctly rounded on every machine, unlike the C library's."""
    if success == 1:
        return -math.inf
    if success < _NEGLIGIBLE:
        return -success  # log(1 - p) = -p - p^2 / 2 - ...
    with localcontext(prec=50):
        return float((1 - Decimal(success)).ln())


def _capped(values: npt.NDArray[np.float64], largest: int) -> npt.NDArray[np.int64]:
    """Return non-negative floats as int64, those above `largest` as `largest`; infinities too."""
    above = np.flatnonzero(values >= min(float(largest), _LARGEST_EXACT))
    if above.size:
        values[above] = 0.0
    counts = values.astype(np.int64)
    counts[above] = largest
    return counts
