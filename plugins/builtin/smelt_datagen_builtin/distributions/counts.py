"""Distributions of whole numbers: Poisson, binomial, Zipf."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import (
    Block,
    Column,
    ColumnType,
    Generator,
    GuideTable,
    Scope,
    generator,
    param,
)

from smelt_datagen_builtin.distributions.zipf_ranks import ZipfRanks

_UNIT = 1 << 192
"""What the most likely number weighs; smaller weights are rounded down to integers."""
_NEGLIGIBLE = 1 << 96
"""Weights below this are never drawn: they are less than 2^-64 of the whole, all together."""


@attrs.frozen(slots=False)
class _Whole(Generator):
    """A distribution of whole numbers that may be cut at two places."""

    low: int | None = param("Lowest value; null: as the distribution has it.", default=None)
    high: int | None = param("Highest value; null: as the distribution has it.", default=None)

    def column(self, scope: Scope, first: int, weights: list[int]) -> Column:
        """Return the column of numbers from `first` on with these weights, within the limits."""
        last = first + len(weights) - 1
        low = first if self.low is None else max(self.low, first)
        high = last if self.high is None else min(self.high, last)
        if self.low is not None and self.high is not None and self.low > self.high:
            scope.fail(f"must be at most high (low is {self.low}, high is {self.high})", "low")
        if low > high or not any(weights[low - first : high - first + 1]):
            limits = [
                f"{word} {limit}"
                for word, limit in (("from", self.low), ("to", self.high))
                if limit is not None
            ]
            message = f"leaves nothing of the distribution: no value is {' '.join(limits)}"
            scope.fail(message, "high" if self.low is None else "low")
        guide = GuideTable(weights[low - first : high - first + 1])
        return _Counts(ColumnType(pa.int64(), bounds=(low, high)), guide, low)


@attrs.frozen(eq=False, repr=False)
class _Counts(Column):
    type: ColumnType
    guide: GuideTable
    first: int

    def generate(self, block: Block) -> pa.Array:
        codes = self.guide.codes(block.uint64())
        return arrow_array(codes.astype(np.int64) + np.int64(self.first))


@generator("poisson", example="{ type: poisson, mean: 3 }", output="int64", inverts_draw=True)
class Poisson(_Whole):
    """Number of independent events in a while, of which there are `mean` on average.

    The cumulated probabilities are exact to 2^-64.
    """

    mean: float = param("Mean, which is the variance, too.", gt=0, le=1e6)

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail for limits that leave nothing."""
        mean = Fraction(self.mean)
        middle = int(mean)
        up = _steps(_UNIT, (mean / k for k in itertools.count(middle + 1)))
        down = _steps(_UNIT, (k / mean for k in range(middle, 0, -1)))
        below = [*down][::-1]
        return self.column(scope, middle - len(below), [*below, _UNIT, *up])


def _steps(weight: int, ratios: Iterator[Fraction]) -> Iterator[int]:
    for ratio in ratios:
        weight = weight * ratio.numerator // ratio.denominator
        if weight < _NEGLIGIBLE:
            return
        yield weight


@generator(
    "binomial", example="{ type: binomial, n: 10, p: 0.3 }", output="int64", inverts_draw=True
)
class Binomial(_Whole):
    """Number of successes in `n` independent trials (Bernoulli), each with a probability of `p`.

    The cumulated probabilities are exact to 2^-64.
    """

    n: int = param("Number of trials.", ge=0, le=10**9)
    p: float = param("Probability of success in each.", ge=0, le=1)

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail for limits that leave nothing, and for too large a table."""
        n, p = self.n, Fraction(self.p)
        if n * p * (1 - p) > _MOST_VARIANCE:
            scope.fail(f"n p (1 - p) must be at most {_MOST_VARIANCE:,}: 'normal' is the same", "n")
        if p in (0, 1):
            return self.column(scope, n if p else 0, [_UNIT])
        odds = p / (1 - p)
        middle = min(n, int((n + 1) * p))
        up = _steps(_UNIT, (odds * Fraction(n - k, k + 1) for k in range(middle, n)))
        down = _steps(_UNIT, (Fraction(k, n - k + 1) / odds for k in range(middle, 0, -1)))
        below = [*down][::-1]
        return self.column(scope, middle - len(below), [*below, _UNIT, *up])


_MOST_VARIANCE = 1_000_000


@generator(
    "zipf", example="{ type: zipf, n: 1000, exponent: 1.1 }", output="int64", inverts_draw=True
)
class Zipf(Generator):
    """Rank from 1 to `n` in popularity: the share of rank k is proportional to 1 / k^exponent.

    Shares of the first 4,096 ranks are exact to 2^-64 but for the power, which has an error of
    1e-15; behind them each is off by 1e-8 of it at most, for exponents up to 1.5.
    """

    n: int = param("Number of ranks.", ge=1, le=2**62)
    exponent: float = param("How steeply shares fall.", default=1.0, gt=0, le=20)

    def bind(self, scope: Scope) -> Column:  # noqa: ARG002 (the protocol's)
        """Return the column, which knows its bounds."""
        ranks = ZipfRanks(self.n, self.exponent)
        return _Ranks(ColumnType(pa.int64(), bounds=(1, self.n)), ranks)


@attrs.frozen(eq=False, repr=False)
class _Ranks(Column):
    type: ColumnType
    ranks: ZipfRanks

    def generate(self, block: Block) -> pa.Array:
        return arrow_array(self.ranks.of(block.uint64()).view(np.int64) + np.int64(1))
