"""uniform_int, uniform_float, log_normal and geometric."""

import math
import statistics

import numpy as np
import pytest

from ..make import FLOAT, INT, assert_share, assert_shares, data_type, numbers, problems, values

COUNT = 100_000
SMALLEST, LARGEST = -(2**63), 2**63 - 1


# --- uniform_int ---


@pytest.mark.parametrize(("low", "high"), [(1950, 2005), (-3, 4), (0, 2), (-(2**40), 7 - 2**40)])
def test_uniform_int_has_every_value_from_min_up_to_but_not_max(low, high):
    found = numbers(f"{{ type: uniform_int, min: {low}, max: {high} }}", COUNT)
    kinds, counts = np.unique(found, return_counts=True)
    assert kinds.tolist() == list(range(low, high))
    assert_shares(counts.tolist(), [1 / (high - low)] * (high - low))


def test_uniform_int_of_one_value():
    assert values("{ type: uniform_int, min: -7, max: -6 }", 100) == [-7] * 100
    assert (
        values(f"{{ type: uniform_int, min: {LARGEST - 1}, max: {LARGEST} }}", 2)
        == [LARGEST - 1] * 2
    )


def test_uniform_int_over_all_of_int64_is_spread_evenly():
    found = numbers(f"{{ type: uniform_int, min: {SMALLEST}, max: {LARGEST} }}", COUNT)
    assert data_type("{ type: uniform_int, min: 0, max: 1 }") == INT
    sixteenths = np.bincount((found >> 60) + 8, minlength=16)
    assert_shares(sixteenths.tolist(), [1 / 16] * 16)


@pytest.mark.parametrize(("low", "high"), [(10, 5), (5, 5), (LARGEST, SMALLEST)])
def test_uniform_int_needs_min_below_max(low, high):
    message = f"must be less than max (got {low}, max is {high})"
    assert problems(f"{{ type: uniform_int, min: {low}, max: {high} }}") == [(("min",), message)]


@pytest.mark.parametrize(
    "wrong", ['"12"', "3.9", "1.0", "true", "null", "[1]", "9223372036854775808"]
)
def test_uniform_int_takes_nothing_but_64_bit_integers(wrong):
    for name, other in (("min", "max"), ("max", "min")):
        (problem,) = problems(f"{{ type: uniform_int, {name}: {wrong}, {other}: 5 }}")
        assert problem[0] == (name,)


# --- uniform_float ---


def test_uniform_float_is_uniform_from_min_up_to_max():
    found = numbers("{ type: uniform_float, min: -2, max: 6.0 }", COUNT)
    assert found.dtype == np.float64
    assert found.min() >= -2
    assert found.max() < 6
    tenths = np.histogram(found, bins=10, range=(-2, 6))[0]
    assert_shares(tenths.tolist(), [0.1] * 10)
    assert data_type("{ type: uniform_float, min: 0, max: 1 }") == FLOAT


def test_uniform_float_never_reaches_max_by_rounding():
    largest = math.nextafter(1.0, 2)
    assert set(values(f"{{ type: uniform_float, min: 1, max: {largest!r} }}")) == {1.0}
    found = numbers("{ type: uniform_float, min: 1.0e+16, max: 10000000000000004.0 }", COUNT)
    assert set(found) == {1e16, 1e16 + 2}


@pytest.mark.parametrize(
    ("low", "high", "path"),
    [("1", "1", "min"), ("2.5", "1", "min"), ("-1.0e+308", "1.0e+308", "max")],
)
def test_uniform_float_needs_a_finite_range(low, high, path):
    (problem,) = problems(f"{{ type: uniform_float, min: {low}, max: {high} }}")
    assert problem[0] == (path,)


@pytest.mark.parametrize("wrong", [".nan", ".inf", "-.inf", '"1"', "false", "1.0e+999"])
def test_uniform_float_takes_finite_numbers_only(wrong):
    (problem,) = problems(f"{{ type: uniform_float, min: {wrong}, max: 5 }}")
    assert problem[0] == ("min",)


# --- log_normal ---


def test_half_of_log_normal_lies_below_the_median():
    found = numbers("{ type: log_normal, median: 2500, sigma: 1.2, max: 500000 }", COUNT)
    assert found.dtype == np.int64
    assert_share(int((found < 2500).sum()), 0.5, COUNT)
    # rounding down to whole numbers moves no value across a whole threshold
    quantile = statistics.NormalDist().inv_cdf(0.9)
    tenth = math.ceil(2500 * math.exp(1.2 * quantile))
    share = 1 - statistics.NormalDist().cdf(math.log(tenth / 2500) / 1.2)
    assert_share(int((found >= tenth).sum()), share, COUNT)


def test_log_normal_is_capped_at_max():
    found = numbers("{ type: log_normal, median: 100, sigma: 1, max: 200 }", COUNT)
    assert found.max() == 200
    share = 1 - statistics.NormalDist().cdf(math.log(2))
    assert_share(int((found == 200).sum()), share, COUNT)


def test_log_normal_without_spread_is_its_median_rounded_down():
    assert set(values("{ type: log_normal, median: 2500.75, sigma: 0, max: 9999 }")) == {2500}
    assert set(values("{ type: log_normal, median: 0.5, sigma: 0, max: 9999 }")) == {0}
    assert set(values("{ type: log_normal, median: 2500.75, sigma: 0, max: 2500 }")) == {2500}


def test_log_normal_beyond_int64_is_capped():
    found = values(f"{{ type: log_normal, median: 1, sigma: 1000, max: {LARGEST} }}")
    assert max(found) == LARGEST
    assert min(found) == 0
    assert set(values(f"{{ type: log_normal, median: 1.0e+300, sigma: 0, max: {LARGEST} }}")) == {
        LARGEST
    }


@pytest.mark.parametrize(
    ("parameters", "path"),
    [
        ("median: 0, sigma: 1, max: 10", "median"),
        ("median: -1, sigma: 1, max: 10", "median"),
        ("median: 1, sigma: -0.1, max: 10", "sigma"),
        ("median: 1, sigma: .nan, max: 10", "sigma"),
        ("median: 1, sigma: 1, max: -1", "max"),
        ("median: 1, sigma: 1, max: 10.5", "max"),
    ],
)
def test_log_normal_names_the_parameter_that_is_wrong(parameters, path):
    (problem,) = problems(f"{{ type: log_normal, {parameters} }}")
    assert problem[0] == (path,)


# --- geometric ---


@pytest.mark.parametrize("p", [0.5, 0.3, 0.95])
def test_geometric_counts_failures_before_the_first_success(p):
    found = numbers(f"{{ type: geometric, p: {p}, min: 0 }}", COUNT)
    counts = np.bincount(found)
    last = next(k for k in range(100) if COUNT * (1 - p) ** (k + 1) < 20)
    observed = [*counts[:last].tolist(), int(counts[last:].sum())]
    assert_shares(observed, [*(p * (1 - p) ** k for k in range(last)), (1 - p) ** last])


def test_geometric_is_clamped_up_to_1_unless_told_otherwise():
    raw = numbers("{ type: geometric, p: 0.4, min: 0 }")
    assert raw.min() == 0
    np.testing.assert_array_equal(numbers("{ type: geometric, p: 0.4 }"), np.maximum(raw, 1))
    np.testing.assert_array_equal(
        numbers("{ type: geometric, p: 0.4, min: 3 }"), np.maximum(raw, 3)
    )
    np.testing.assert_array_equal(numbers("{ type: geometric, p: 0.4, min: -3 }"), raw)


def test_geometric_of_a_certain_success_has_no_failures():
    assert set(values("{ type: geometric, p: 1, min: 0 }")) == {0}
    assert set(values("{ type: geometric, p: 1 }")) == {1}


@pytest.mark.parametrize("p", [1e-7, 1e-13, 1e-17, 1e-18])
def test_geometric_of_a_rare_success_has_its_median(p):
    found = numbers(f"{{ type: geometric, p: {p}, min: 0 }}", COUNT)
    assert_share(int((found < -math.log(2) / math.log1p(-p)).sum()), 0.5, COUNT)


@pytest.mark.parametrize("p", ["1.0e-50", "1.0e-300", "5.0e-324"])
def test_geometric_of_a_success_that_never_comes_is_as_large_as_can_be(p):
    assert set(values(f"{{ type: geometric, p: {p}, min: 0 }}")) == {LARGEST}


@pytest.mark.parametrize(
    ("parameters", "path"),
    [
        ("p: 0", "p"),
        ("p: 1.0001", "p"),
        ("p: -0.5", "p"),
        ("p: .nan", "p"),
        ("p: 0.5, min: 0.5", "min"),
    ],
)
def test_geometric_names_the_parameter_that_is_wrong(parameters, path):
    (problem,) = problems(f"{{ type: geometric, {parameters} }}")
    assert problem[0] == (path,)
