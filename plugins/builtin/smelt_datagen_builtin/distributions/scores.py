"""Quantiles without a closed form, as a table over the normal score of the draw.

A distribution is given by the logarithm h(v) of a density, up to a constant, of some v that covers
the whole line and falls off at both ends. How v depends on the normal score z of the same
probability is smooth and nearly straight, whatever the distribution: between nodes 1/64 apart,
polynomials of degree 5 that have its value and two derivatives at both ends (Hermite) are as good
as doubles are. The values at the nodes are solved for while the plan is made (Newton), from
integrals of exp(h) by Gauss and Legendre: all from operations that IEEE 754 rounds and from
`elementary`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import attrs
import numpy as np
from smelt_datagen import elementary

from smelt_datagen_builtin.distributions.tails import FloatArray

Density: TypeAlias = Callable[[FloatArray], tuple[FloatArray, FloatArray, FloatArray]]
"""Takes v; returns h(v), which is 0 at v = 0 where it is largest, and its first two derivatives."""

_PER_UNIT = 64
_FURTHEST = 9.25
"""Beyond the score of 2^-65, the smallest tail."""
_NODES = int(2 * _FURTHEST * _PER_UNIT) + 1
_NEGLIGIBLE = -95.0
"""Where the logarithm of the density is below this, what lies beyond does not show beside 2^-65."""
_MOST_CELLS = 100_000
_CALM = 2.0
_STEPS = 60
_NEAR = 1e-9
_ROOT_TAU = 2.5066282746310002

# Gauss-Legendre of 10 points on [-1, 1] (Abramowitz and Stegun 1964, table 25.4): half of them
_PLACES = (
    0.1488743389816312108848260,
    0.4333953941292471907992659,
    0.6794095682990244062343274,
    0.8650633666889845107320967,
    0.9739065285171717200779640,
)
_WEIGHTS = (
    0.2955242247147528701738930,
    0.2692667193099963550912269,
    0.2190863625159820439955349,
    0.1494513491505805931457763,
    0.0666713443086881375935688,
)


def _integral(density: Density, start: FloatArray, end: FloatArray) -> FloatArray:
    middle, half = (start + end) * 0.5, (end - start) * 0.5
    total = np.zeros_like(middle)
    for place, weight in zip(_PLACES, _WEIGHTS, strict=True):
        for side in (-place, place):
            total += elementary.exp(density(middle + half * side)[0]) * weight
    return total * half


@attrs.frozen(eq=False, repr=False)
class _Cells:
    """The line in cells, and how much of the whole lies below and above the start of each."""

    starts: FloatArray
    """Of the cells, and the end of the last."""
    below: FloatArray
    above: FloatArray
    whole: float

    @classmethod
    def of(cls, density: Density) -> _Cells:
        up, down = _edges(density, 1.0), _edges(density, -1.0)
        starts = np.array([*reversed(down), 0.0, *up])
        each = _integral(density, starts[:-1], starts[1:])
        below = np.concatenate([[0.0], np.cumsum(each)])
        above = np.concatenate([np.cumsum(each[::-1])[::-1], [0.0]])
        whole = float(below[-1])
        return cls(starts, below / whole, above / whole, whole)

    def tails(self, density: Density, places: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return how much lies below and above places."""
        inside = np.clip(places, self.starts[0], self.starts[-1])
        cell = np.clip(
            np.searchsorted(self.starts, inside, side="right") - 1, 0, len(self.starts) - 2
        )
        left = _integral(density, self.starts[cell], inside) / self.whole
        right = _integral(density, inside, self.starts[cell + 1]) / self.whole
        return self.below[cell] + left, self.above[cell + 1] + right


def _edges(density: Density, side: float) -> list[float]:
    """Return the ends of cells away from 0, each so narrow that the density changes little."""
    edges: list[float] = []
    place = 0.0
    while len(edges) < _MOST_CELLS:
        value, slope, bend = (float(one[0]) for one in density(np.array([place])))
        if value < _NEGLIGIBLE:
            break
        width = 1.0 / max(abs(slope), float(np.sqrt(abs(bend))), 1e-300)
        while not _is_calm(density, place + side * width, width):
            width *= 0.5
        place += side * width
        edges.append(place)
    return edges


def _is_calm(density: Density, place: float, width: float) -> bool:
    """Whether the density changes little within a cell that ends there."""
    _, slope, bend = (abs(float(one[0])) for one in density(np.array([place])))
    return slope * width <= _CALM and bend * width * width <= _CALM


class ScoreTable:
    """v as a function of the normal score of its probability."""

    def __init__(self, density: Density) -> None:
        self._density, self._cells = density, _Cells.of(density)
        scores = (np.arange(_NODES) - (_NODES - 1) // 2) / _PER_UNIT
        self._first = float(scores[0])
        values = self._solved(scores)
        self._terms = _hermite(values, *self._derivatives(scores, values))

    def values(self, scores: FloatArray) -> FloatArray:
        """Return v for normal scores."""
        place = (scores - self._first) * _PER_UNIT
        cell = np.clip(place, 0.0, _NODES - 2).astype(np.int64)
        part = place - cell
        result = self._terms[5].take(cell)
        for term in self._terms[4::-1]:
            result *= part
            result += term.take(cell)
        return result

    def tails(self, place: float) -> tuple[float, float]:
        """Return how much lies below and above a place."""
        below, above = self._cells.tails(self._density, np.array([place]))
        return float(below[0]), float(above[0])

    def _solved(self, scores: FloatArray) -> FloatArray:
        """Return v at which the tail is that of each score, by Newton's method on its logarithm."""
        wanted = elementary.normal_cdf(-np.abs(scores))
        is_upper = scores > 0
        cells = self._cells
        values = np.where(
            is_upper,
            np.interp(-wanted, -cells.above, cells.starts),
            np.interp(wanted, cells.below, cells.starts),
        )
        for _ in range(_STEPS):
            below, above = cells.tails(self._density, values)
            tail = np.where(is_upper, above, below)
            density = elementary.exp(self._density(values)[0]) / cells.whole
            step = elementary.log(tail / wanted) * tail / density
            step = np.where(is_upper, step, -step)
            values = np.clip(values + step, cells.starts[0], cells.starts[-1])
            if (np.abs(step) <= _NEAR * (1.0 + np.abs(values))).all():
                break  # the next step would square the error
        return values

    def _derivatives(self, scores: FloatArray, values: FloatArray) -> tuple[FloatArray, FloatArray]:
        height, slope, _ = self._density(values)
        normal = elementary.exp(-0.5 * scores * scores) / _ROOT_TAU
        first = normal * self._cells.whole / elementary.exp(height)
        return first, first * (-scores - slope * first)


def _hermite(values: FloatArray, first: FloatArray, second: FloatArray) -> list[FloatArray]:
    """Return the terms of each cell's polynomial in [0, 1), the constant one first."""
    width = 1.0 / _PER_UNIT
    start, end = values[:-1], values[1:]
    slope, slope_end = first[:-1] * width, first[1:] * width
    bend, bend_end = second[:-1] * width * width, second[1:] * width * width
    rise = end - start
    return [
        start,
        slope,
        0.5 * bend,
        10.0 * rise - 6.0 * slope - 4.0 * slope_end - 1.5 * bend + 0.5 * bend_end,
        -15.0 * rise + 8.0 * slope + 7.0 * slope_end + 1.5 * bend - bend_end,
        6.0 * rise - 3.0 * slope - 3.0 * slope_end - 0.5 * bend + 0.5 * bend_end,
    ]
