"""Gamma and beta distributions, by tables over the normal score."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from smelt_datagen import elementary
from smelt_datagen.plugin import Column, Scope, generator, param

from smelt_datagen_builtin.distributions.closed import normal_scores
from smelt_datagen_builtin.distributions.near_zero import beyond_linear, expm1, log1p
from smelt_datagen_builtin.distributions.scores import ScoreTable
from smelt_datagen_builtin.distributions.tails import FloatArray, Tails
from smelt_datagen_builtin.distributions.truncated import Truncated

_SMALL = 0.5
_MOST_ODDS = 1e300
_TABLES = 64
"""Tables that are held, so that columns with the same parameters share one."""


@generator(
    "gamma", example="{ type: gamma, shape: 2, scale: 10 }", output="double", inverts_draw=True
)
class Gamma(Truncated):
    """Value from a gamma distribution: sums of waiting times, amounts of rain, sizes of claims.

    The relative error is below 1e-11 for shapes from 0.1 on, below 1e-7 for smaller ones.
    """

    shape: float = param("Shape: 1 is exponential, large ones are nearly normal.", ge=1e-3, le=1e6)
    scale: float = param("Scale; the mean is shape x scale.", default=1.0, gt=0)

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail for limits that leave nothing."""
        middle = self.shape * self.scale
        table = _gamma_table(self.shape)

        def quantile(tails: Tails) -> FloatArray:
            return elementary.exp(table.values(normal_scores(tails))) * middle

        def cdf(place: float) -> tuple[float, float]:
            if place <= 0:
                return 0.0, 1.0
            return (1.0, 0.0) if math.isinf(place) else table.tails(_log(place / middle))

        return self.continuous(scope, quantile, cdf)


@generator("beta", example="{ type: beta, alpha: 2, beta: 5 }", output="double", inverts_draw=True)
class Beta(Truncated):
    """Value between 0 and 1 from a beta distribution: shares, rates, probabilities.

    The relative error is below 1e-11 for parameters from 0.1 on, below 1e-7 for smaller ones.
    """

    alpha: float = param("The larger, the nearer to 1.", ge=1e-3, le=1e6)
    beta: float = param("The larger, the nearer to 0.", ge=1e-3, le=1e6)

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail for limits that leave nothing."""
        odds = self.alpha / self.beta
        table = _beta_table(self.alpha, self.beta)

        def quantile(tails: Tails) -> FloatArray:
            with np.errstate(over="ignore"):
                ratio = elementary.exp(table.values(normal_scores(tails))) * odds
            return _of_odds(ratio)

        def cdf(place: float) -> tuple[float, float]:
            if not 0 < place < 1:
                return (0.0, 1.0) if place <= 0 else (1.0, 0.0)
            return table.tails(_log(place / (1.0 - place) / odds))

        return self.continuous(scope, quantile, cdf)


# a table takes a quarter of a second to make


@lru_cache(_TABLES)
def _gamma_table(shape: float) -> ScoreTable:
    def density(v: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        # of v = log(x / mean): shape (v - (exp(v) - 1)), without the digits that cancel
        rise = expm1(v)
        near = np.where(np.abs(v) < _SMALL, v, 0.0)
        height = np.where(np.abs(v) < _SMALL, -near * near * beyond_linear(near), v - rise)
        return shape * height, -shape * rise, -shape * (rise + 1.0)

    return ScoreTable(density)


@lru_cache(_TABLES)
def _beta_table(alpha: float, beta: float) -> ScoreTable:
    both = alpha + beta
    mean = alpha / both

    def density(v: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        # of v = log of the odds x / (1 - x), beside those of the mean
        share = _share(v, mean)
        height = alpha * v - both * _log_of_mix(v, mean)
        return height, alpha - both * share, -both * share * (1.0 - share)

    return ScoreTable(density)


def _share(v: FloatArray, mean: float) -> FloatArray:
    """Return x for the odds of the mean times exp(v)."""
    with np.errstate(over="ignore"):
        ratio = elementary.exp(v) * (mean / (1.0 - mean))
    return _of_odds(ratio)


def _of_odds(ratio: FloatArray) -> FloatArray:
    held = np.minimum(ratio, _MOST_ODDS)  # beyond it, 1 is the nearest double
    return held / (1.0 + held)


def _log_of_mix(v: FloatArray, mean: float) -> FloatArray:
    """Return log(1 + mean (exp(v) - 1)), also where exp(v) is beyond what doubles hold."""
    far = np.maximum(v, 0.0)
    # log(exp(far) (mean + (1 - mean) exp(-far))) for positive v
    positive = far + log1p((1.0 - mean) * expm1(-far))
    negative = log1p(mean * expm1(np.minimum(v, 0.0)))
    return np.where(v > 0, positive, negative)


def _log(value: float) -> float:
    return float(elementary.log(np.array([value]))[0])
