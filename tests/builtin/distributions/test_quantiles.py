"""Continuous distributions are as near to their quantiles as they say, out to the last draw."""

import itertools

import mpmath
import numpy as np
import pytest
from smelt_datagen_builtin.distributions.closed import Exponential, Normal, Pareto, Triangular
from smelt_datagen_builtin.distributions.near_zero import expm1, log1p
from smelt_datagen_builtin.distributions.tabulated import Beta, Gamma
from smelt_datagen_builtin.distributions.tails import Tails

BITS = np.array(
    [
        0,
        1,
        1000,
        *(2**power for power in (20, 40, 50, 60, 61, 62)),
        2**63 - 1,
        2**63,
        2**63 + 2**62,
        *(2**64 - 2**power for power in (60, 50, 40, 20)),
        2**64 - 1,
    ],
    dtype=np.uint64,
)


class NoScope:
    """What binds generators whose parameters are right."""

    def fail(self, *message):
        raise AssertionError(message)


def quantiles(generator):
    """Return of each draw the probability that it stands for, exactly, and the value."""
    values = generator.bind(NoScope()).quantile(Tails.of(BITS))
    shares = [(2 * int(bits) + 1) / mpmath.mpf(2**65) for bits in BITS]
    return [*zip(shares, map(float, values), strict=True)]


@pytest.fixture(autouse=True)
def _digits():
    with mpmath.workdps(60):
        yield


def errors(generator, quantile):
    return [
        abs((value - quantile(share)) / quantile(share)) for share, value in quantiles(generator)
    ]


def test_normal():
    def quantile(p):
        return mpmath.sqrt(2) * mpmath.erfinv(2 * p - 1)

    found = errors(Normal(), quantile)
    middle = [i for i, (share, _) in enumerate(quantiles(Normal())) if abs(share - 0.5) < 1e-18]
    assert len(middle) == 2
    assert max(error for i, error in enumerate(found) if i not in middle) < 1e-15
    assert all(abs(quantiles(Normal())[i][1]) < 1e-18 for i in middle)


def test_exponential():
    assert max(errors(Exponential(mean=30), lambda p: -30 * mpmath.log1p(-p))) < 1e-15


@pytest.mark.parametrize("alpha", [0.5, 1.5, 20])
def test_pareto(alpha):
    exact = errors(Pareto(alpha=alpha, min=10), lambda p: 10 * (1 - p) ** (-1 / mpmath.mpf(alpha)))
    assert max(exact) < 1e-15 * (1 + 45 / alpha)


@pytest.mark.parametrize("mode", [1, 3, 10])
def test_triangular(mode):
    def quantile(p):
        if p * 9 < mode - 1:
            return 1 + mpmath.sqrt(p * 9 * (mode - 1))
        return 10 - mpmath.sqrt((1 - p) * 9 * (10 - mode))

    generator = Triangular(min=1, mode=mode, max=10)
    assert all(abs(x - quantile(p)) < 9e-15 for p, x in quantiles(generator))


def relative(share, value, cdf, density):
    """Return by how much a value is off, as a share of it: the error of its probability."""
    x = mpmath.mpf(value)
    return abs((cdf(x, share) - min(share, 1 - share)) / density(x) / x)


@pytest.mark.parametrize(
    ("shape", "limit"),
    [
        (1e-3, 1e-7),
        (0.01, 1e-7),
        (0.1, 1e-11),
        (0.5, 1e-12),
        (2, 1e-13),
        (100, 1e-13),
        (1e6, 1e-13),
    ],
)
def test_gamma(shape, limit):
    def tail(x, share):
        ends = (0, x) if share < 0.5 else (x, mpmath.inf)
        return mpmath.gammainc(shape, *ends, regularized=True)

    def density(x):
        return mpmath.exp((shape - 1) * mpmath.log(x) - x - mpmath.loggamma(shape))

    found = [(p, x) for p, x in quantiles(Gamma(shape=shape)) if x > 1e-290]
    assert max(relative(p, x, tail, density) for p, x in found) < limit


@pytest.mark.parametrize(
    ("alpha", "beta", "limit"),
    [
        (2, 5, 1e-13),
        (0.5, 0.5, 1e-12),
        (0.1, 3, 1e-11),
        (1e-3, 5, 1e-7),
        (1, 1000, 1e-12),
        (100, 100, 1e-13),
    ],
)
def test_beta(alpha, beta, limit):
    def tail(x, share):
        ends = (0, x) if share < 0.5 else (x, 1)
        return mpmath.betainc(alpha, beta, *ends, regularized=True)

    def density(x):
        logs = (alpha - 1) * mpmath.log(x) + (beta - 1) * mpmath.log(1 - x)
        return mpmath.exp(logs) / mpmath.beta(alpha, beta)

    found = [(p, x) for p, x in quantiles(Beta(alpha=alpha, beta=beta)) if 1e-290 < x < 1 - 1e-9]
    assert max(relative(p, x, tail, density) for p, x in found) < limit


@pytest.mark.parametrize(
    "generator",
    [
        Normal(),
        Exponential(),
        Pareto(alpha=1.5),
        Triangular(min=0, mode=1, max=4),
        Gamma(shape=0.3),
        Gamma(shape=300),
        Beta(alpha=0.5, beta=2),
    ],
)
def test_values_never_fall_as_the_draw_rises(generator):
    spread = np.linspace(0, 2**64 - 2049, 400_001).astype(np.uint64)
    bits = np.sort(np.concatenate([spread, BITS, 2**63 + np.arange(-500, 500).astype(np.uint64)]))
    values = generator.bind(NoScope()).quantile(Tails.of(bits))
    assert np.isfinite(values).all()
    assert (np.diff(values) >= 0).all()


@pytest.mark.parametrize(
    ("generator", "low", "high"),
    [
        (Normal, 1.0, 2.0),
        (Normal, 7.0, None),
        (Normal, None, -6.0),
        (Exponential, 3.0, 3.5),
        (Exponential, 50.0, None),
    ],
)
def test_what_is_cut_is_spread_over_the_rest(generator, low, high):
    cut = generator(low=low, high=high).bind(NoScope())
    whole = generator().bind(NoScope())
    values = cut.quantile(cut.cut(Tails.of(BITS)))

    def cdf(x, upper):
        if generator is Normal:
            return mpmath.ncdf(-x if upper else x)
        return mpmath.exp(-x) if upper else -mpmath.expm1(-x)

    first = mpmath.mpf(0) if low is None else cdf(low, upper=False)
    last = mpmath.mpf(1) if high is None else cdf(high, upper=False)
    for bits, value in zip(BITS, values, strict=True):
        share = (2 * int(bits) + 1) / mpmath.mpf(2**65)
        p = first + share * (last - first)
        tail = min(p, 1 - p)
        assert abs(cdf(mpmath.mpf(float(value)), upper=p > 0.5) / tail - 1) < 2e-13
    assert whole.cut is None


@pytest.mark.parametrize("function", [(expm1, mpmath.expm1), (log1p, mpmath.log1p)])
def test_functions_near_zero(function):
    ours, exact = function
    sizes = 10.0 ** np.linspace(-18, -0.01, 300)
    for values in (sizes, -sizes):
        found = ours(values)
        pairs = itertools.starmap(
            lambda x, y: abs(mpmath.mpf(float(y)) / exact(mpmath.mpf(float(x))) - 1),
            zip(values, found, strict=True),
        )
        assert max(pairs) < 5e-16
