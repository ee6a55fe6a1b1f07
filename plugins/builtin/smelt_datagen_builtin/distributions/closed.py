"""Distributions whose quantile function has a closed form, or one of elementary functions."""

from __future__ import annotations

import math

import numpy as np
from smelt_datagen import elementary
from smelt_datagen.plugin import Column, Scope, generator, param

from smelt_datagen_builtin.distributions.near_zero import expm1, log1p
from smelt_datagen_builtin.distributions.tails import FloatArray, Tails
from smelt_datagen_builtin.distributions.truncated import Truncated


def _one(function: object, value: float) -> float:
    return float(function(np.array([value]))[0])  # type: ignore[operator]  # one of elementary's


def normal_scores(tails: Tails) -> FloatArray:
    """Return standard normal values; their relative error is below 1e-15."""
    below = elementary.normal_quantile(tails.tail)
    return np.where(tails.is_upper, -below, below)


@generator(
    "normal",
    example="{ type: normal, mean: 170, stddev: 10 }",
    output="double",
    inverts_draw=True,
)
class Normal(Truncated):
    """Value from a normal distribution (Gaussian, bell curve): many small causes added up.

    The quantile of the draw (Wichura 1988), with a relative error of the deviation below 1e-15.
    """

    mean: float = param("The middle.", default=0.0)
    stddev: float = param(
        "Standard deviation: two thirds lie within it around the mean.", default=1.0, gt=0
    )

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail for limits that leave nothing."""

        def quantile(tails: Tails) -> FloatArray:
            return normal_scores(tails) * self.stddev + self.mean

        def cdf(place: float) -> tuple[float, float]:
            score = (place - self.mean) / self.stddev
            return _one(elementary.normal_cdf, score), _one(elementary.normal_cdf, -score)

        return self.continuous(scope, quantile, cdf)


@generator(
    "exponential",
    example="{ type: exponential, mean: 30 }",
    output="double",
    inverts_draw=True,
)
class Exponential(Truncated):
    """Value from an exponential distribution: the time until the next of independent events.

    The relative error is below 1e-15.
    """

    mean: float = param("Mean, which is the standard deviation, too.", default=1.0, gt=0)

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail for limits that leave nothing."""

        def quantile(tails: Tails) -> FloatArray:
            return _waiting(tails) * self.mean

        def cdf(place: float) -> tuple[float, float]:
            return _of_waiting(max(place, 0.0) / self.mean)

        return self.continuous(scope, quantile, cdf)


def _waiting(tails: Tails) -> FloatArray:
    """Return -log(how much lies above)."""
    made = np.empty_like(tails.tail)
    upper = np.flatnonzero(tails.is_upper)
    lower = np.flatnonzero(~tails.is_upper)
    made[upper] = -elementary.log(tails.tail[upper])
    made[lower] = -log1p(-tails.tail[lower])
    return made


def _of_waiting(time: float) -> tuple[float, float]:
    above = _one(elementary.exp, -time)
    return -_one(expm1, -time), above


@generator(
    "pareto",
    example="{ type: pareto, alpha: 1.5, min: 10 }",
    output="double",
    inverts_draw=True,
)
class Pareto(Truncated):
    """Value from a Pareto distribution (power law, long tail): wealth, sizes of files and cities.

    The relative error is below 1e-15 times 1 + 45 / alpha.
    """

    alpha: float = param("Shape: the smaller, the heavier the tail.", gt=0)
    min: float = param("The smallest value, and the most likely.", default=1.0, gt=0)

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail for limits that leave nothing."""

        def quantile(tails: Tails) -> FloatArray:
            with np.errstate(over="ignore"):  # a small alpha goes beyond what doubles hold
                return elementary.exp(_waiting(tails) / self.alpha) * self.min

        def cdf(place: float) -> tuple[float, float]:
            if math.isinf(place):
                return 1.0, 0.0
            return _of_waiting(_one(elementary.log, max(place / self.min, 1.0)) * self.alpha)

        return self.continuous(scope, quantile, cdf)


@generator(
    "triangular",
    example="{ type: triangular, min: 1, mode: 3, max: 10 }",
    output="double",
    inverts_draw=True,
)
class Triangular(Truncated):
    """Value from a triangular distribution: where a guess of the range is all there is.

    The error is below 1e-15 of the range.
    """

    min: float = param("The smallest value.")
    mode: float = param("The most likely value.")
    max: float = param("The largest value.")

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail for values in the wrong order."""
        width = self.max - self.min
        if not (self.min <= self.mode <= self.max and 0 < width < math.inf):
            found = f"min {self.min:g}, mode {self.mode:g}, max {self.max:g}"
            scope.fail(f"must be from min to max, and these apart (found {found})", "mode")
        rise, fall = self.mode - self.min, self.max - self.mode

        def quantile(tails: Tails) -> FloatArray:
            below, above = tails.below, tails.above
            rising = self.min + np.sqrt(below * (width * rise))
            falling = self.max - np.sqrt(above * (width * fall))
            return np.where(below * width < rise, rising, falling)

        def cdf(place: float) -> tuple[float, float]:
            if place <= self.mode:
                below = max(place - self.min, 0.0) ** 2 / (width * rise) if rise else 0.0
                return below, 1.0 - below
            above = max(self.max - place, 0.0) ** 2 / (width * fall)
            return 1.0 - above, above

        return self.continuous(scope, quantile, cdf)
