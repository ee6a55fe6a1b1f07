"""Named distributions as users see them: moments, shares, limits, and what is wrong."""

import math

import numpy as np
import pyarrow as pa
import pytest

from ..make import assert_shares, column, numbers, planned, problems

stats = pytest.importorskip("scipy.stats")

ROWS = 60_000


def made(text, rows=ROWS):
    return numbers(f"{{ {text} }}", rows)


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("type: normal, mean: 170, stddev: 10", stats.norm(170, 10)),
        ("type: exponential, mean: 30", stats.expon(scale=30)),
        ("type: gamma, shape: 2, scale: 10", stats.gamma(2, scale=10)),
        ("type: gamma, shape: 0.2, scale: 3", stats.gamma(0.2, scale=3)),
        ("type: pareto, alpha: 3.5, min: 10", stats.pareto(3.5, scale=10)),
        ("type: beta, alpha: 2, beta: 5", stats.beta(2, 5)),
        ("type: triangular, min: 1, mode: 3, max: 10", stats.triang(2 / 9, 1, 9)),
        ("type: normal, low: 1, high: 2", stats.truncnorm(1, 2)),
        ("type: exponential, high: 2", stats.truncexpon(2)),
    ],
)
def test_values_are_distributed_as_they_should(text, exact):
    # the distance of Kolmogorov and Smirnov is beyond 1.95 / sqrt(n) once in a thousand samples
    assert stats.kstest(made(text), exact.cdf).statistic < 1.95 / math.sqrt(ROWS)


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("type: poisson, mean: 3", stats.poisson(3)),
        ("type: poisson, mean: 0.01", stats.poisson(0.01)),
        ("type: poisson, mean: 3000", stats.poisson(3000)),
        ("type: binomial, n: 10, p: 0.3", stats.binom(10, 0.3)),
        ("type: binomial, n: 1000000, p: 0.001", stats.binom(1_000_000, 0.001)),
        ("type: zipf, n: 50, exponent: 1.1", stats.zipfian(1.1, 50)),
    ],
)
def test_counts_come_as_often_as_they_should(text, exact):
    found = made(text)
    assert found.dtype == np.int64
    # values in groups of at least some expected rows
    edges, last = [], 0.0
    for value in range(int(exact.ppf(1e-9)), int(exact.ppf(1 - 1e-9)) + 1):
        if exact.cdf(value) - last > 0.02:
            edges.append(value)
            last = exact.cdf(value)
    counts = np.histogram(found, [-1, *[edge + 0.5 for edge in edges], np.inf])[0]
    shares = np.diff([0, *[exact.cdf(edge) for edge in edges], 1])
    keep = shares > 0
    assert_shares(counts[keep], shares[keep])


def test_a_histogram_has_its_shares():
    edges, weights = [18, 30, 45, 65, 90], [25, 30, 0, 45]
    found = made(f"type: histogram, edges: {edges}, weights: {weights}")
    counts = np.histogram(found, edges)[0]
    assert counts[2] == 0
    assert sum(counts) == ROWS
    assert_shares(counts[[0, 1, 3]], [0.25, 0.3, 0.45])
    within = found[found < 30]
    assert stats.kstest(within, stats.uniform(18, 12).cdf).statistic < 1.95 / math.sqrt(len(within))


def test_a_histogram_can_be_cut():
    found = made("type: histogram, edges: [0, 10, 20], weights: [1, 3], low: 5, high: 15")
    assert found.min() >= 5
    assert found.max() < 15
    assert_shares([sum(found < 10), sum(found >= 10)], [0.25, 0.75])


@pytest.mark.parametrize(
    "text",
    [
        "type: normal, low: -1, high: 1",
        "type: gamma, shape: 2, low: 0.5, high: 1",
        "type: pareto, alpha: 1, high: 2",
        "type: beta, alpha: 2, beta: 2, low: 0.9",
        "type: triangular, min: 0, mode: 1, max: 2, high: 0.5",
        "type: poisson, mean: 3, low: 2, high: 4",
        "type: binomial, n: 10, p: 0.5, low: 9",
    ],
)
def test_values_stay_within_the_limits(text):
    found = made(text, 20_000)
    for key, holds in (("low", np.greater_equal), ("high", np.less_equal)):
        if f"{key}: " in text:
            limit = float(text.partition(f"{key}: ")[2].partition(",")[0])
            assert holds(found, limit).all()


def test_certain_numbers_of_successes():
    assert set(made("type: binomial, n: 5, p: 0", 50)) == {0}
    assert set(made("type: binomial, n: 5, p: 1", 50)) == {5}
    assert set(made("type: binomial, n: 0, p: 0.5", 50)) == {0}


def test_counts_know_their_bounds():
    made = planned("{ type: poisson, mean: 3, low: 1, high: 5 }", 10)
    assert made.bound.members["value"].column.type.bounds == (1, 5)
    assert column("{ type: poisson, mean: 3 }", 10).type == pa.int64()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "type: normal, low: 2, high: 1",
            (("low",), "must be less than high (low is 2, high is 1)"),
        ),
        (
            "type: normal, low: 100",
            (("low",), "leaves nothing of the distribution: none is from 100 to inf"),
        ),
        ("type: normal, stddev: 0", (("stddev",), "must be greater than 0 (found 0)")),
        (
            "type: triangular, min: 1, mode: 0, max: 2",
            (("mode",), "must be from min to max, and these apart (found min 1, mode 0, max 2)"),
        ),
        (
            "type: histogram, edges: [1, 2], weights: [1, 2]",
            (("edges",), "must be one more than weights (found 2 edges, 2 weights)"),
        ),
        (
            "type: histogram, edges: [1, 2, 2], weights: [1, 2]",
            (("edges", 2), "must be greater than the one before, 2"),
        ),
        (
            "type: histogram, edges: [1, 2, 3], weights: [1, -2]",
            (("weights", 1), "must be at least 0 (found -2)"),
        ),
        (
            "type: histogram, edges: [1, 2, 3], weights: [0, 0]",
            (("weights",), "one weight must be greater than 0 (all 2 are 0)"),
        ),
        (
            "type: histogram, edges: [1, 2, 3], weights: [1, 1], low: 4",
            (("low",), "leaves nothing of the histogram"),
        ),
        (
            "type: poisson, mean: 3, low: 5000",
            (("low",), "leaves nothing of the distribution: no value is from 5000"),
        ),
        (
            "type: binomial, n: 1000000000, p: 0.5",
            (("n",), "n p (1 - p) must be at most 1,000,000: 'normal' is the same"),
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text, wanted):
    assert problems(f"{{ {text} }}") == [wanted]
