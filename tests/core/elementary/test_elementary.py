"""Accuracy, special values and reproducibility of the elementary functions."""

import hashlib
import math
import os
import subprocess
import sys

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hypothesis_numpy
from smelt_datagen import elementary
from smelt_datagen.elementary import cos, exp, log, normal_cdf, normal_quantile, sin
from smelt_datagen.elementary.blocks import BLOCK_LENGTH
from smelt_datagen.elementary.circular import ANGLE_BOUND

FUNCTIONS = [exp, log, cos, sin, normal_quantile, normal_cdf]
INF, NAN = math.inf, math.nan
TINIEST, SMALLEST_NORMAL, LARGEST = 5e-324, sys.float_info.min, sys.float_info.max
NEGATIVE_NAN = np.array([0xFFF8_0000_0000_1234], dtype=np.uint64).view(np.float64)[0]

every_function = pytest.mark.parametrize("function", FUNCTIONS)


def bits(values):
    return np.asarray(values, dtype=np.float64).view(np.uint64)


def random_numbers():
    return np.random.Generator(np.random.PCG64(20_240_229))


# --- accuracy ---


def exp_points():
    random = random_numbers()
    halfway = (np.arange(-1000, 1000) + 0.5) * math.log(2)  # between two multiples of ln 2
    return {
        "small": random.uniform(-1, 1, 2000),
        "whole range": random.uniform(-745, 709.7, 2000),
        "subnormal results": random.uniform(-745.13, -708, 2000),
        "tiny": random.choice([-1, 1], 500) * np.ldexp(1.0, -random.integers(1, 1074, 500)),
        "most reduced": halfway + random.uniform(-1e-12, 1e-12, halfway.size),
        "edges": [709.782712893384, 708.0, math.nextafter(708, 999), -708.0, -708.3964185322641],
        "below": [math.nextafter(-708, -999), -745.1332191019411, -744.4400719213812],
    }


def log_points():
    random = random_numbers()
    binades = np.arange(-1074, 1024)
    return {
        "every binade": np.ldexp(random.uniform(1, 2, binades.size), binades),
        "powers of two": np.ldexp(1.0, binades),
        "subnormal": random.integers(1, 1 << 52, 1000).view(np.float64),
        "unit interval": random.random(2000),
        "near one": 1 + random.uniform(-1, 1, 2000) * np.ldexp(1.0, -random.integers(1, 53, 2000)),
        "where binades meet": math.sqrt(0.5) * (1 + random.uniform(-1e-3, 1e-3, 2000)),
        "edges": [TINIEST, SMALLEST_NORMAL, math.nextafter(SMALLEST_NORMAL, 0), LARGEST],
        "beside one": [math.nextafter(1, 0), math.nextafter(1, 2)],
    }


def angle_points():
    random = random_numbers()
    turns = np.concatenate([np.arange(-50, 50), random.integers(-(2**19) + 1, 2**19, 1000)])
    nearest = turns * (math.pi / 2)
    apart = np.ldexp(random.uniform(-1, 1, turns.size), -random.integers(1, 40, turns.size))
    return {
        "first turns": random.uniform(-10, 10, 2000),
        "whole domain": random.uniform(-ANGLE_BOUND, ANGLE_BOUND, 2000),
        "nearest a multiple of pi/2": nearest,
        "one above": np.nextafter(nearest, INF),
        "beside a multiple of pi/2": np.clip(nearest + apart, -ANGLE_BOUND, ANGLE_BOUND),
        "halfway": (turns[:600] + 0.5) * (math.pi / 2),
        "tiny": random.choice([-1, 1], 500) * np.ldexp(1.0, -random.integers(1, 1074, 500)),
        "edges": [ANGLE_BOUND, -ANGLE_BOUND, 2.0**-11, math.nextafter(2.0**-11, 0)],
    }


def largest_error_in_ulp(function, reference, points):
    """Return the largest distance to the true value in its float64 spacing, and where it is."""
    points = np.asarray(points, dtype=np.float64)
    errors = []
    with mpmath.workprec(140):
        for x, y in zip(points.tolist(), function(points).tolist(), strict=True):
            true = reference(mpmath.mpf(x))
            errors.append((float(abs(mpmath.mpf(y) - true)) / math.ulp(float(true)), x))
    return max(errors)


@pytest.mark.parametrize(
    ("function", "reference", "points"),
    [
        pytest.param(function, reference, points, id=f"{function.__name__}: {name}")
        for function, reference, samples in [
            (exp, mpmath.exp, exp_points()),
            (log, mpmath.log, log_points()),
            (cos, mpmath.cos, angle_points()),
            (sin, mpmath.sin, angle_points()),
        ]
        for name, points in samples.items()
    ],
)
def test_result_is_within_one_ulp_of_the_true_value(function, reference, points):
    error, x = largest_error_in_ulp(function, reference, points)
    assert error <= 1, f"at {x!r}"


def quantile_error(p, quantile):
    """Return the relative error by one Newton step from `quantile`, which is all but there."""
    p, x = mpmath.mpf(p), mpmath.mpf(quantile)
    sign = -1 if p < 0.5 else 1
    excess = min(p, 1 - p) - mpmath.erfc(sign * x / mpmath.sqrt(2)) / 2
    step = sign * excess / mpmath.npdf(x)
    return float(abs(step / (x - step)))


def quantile_points():
    random = random_numbers()
    return {
        "centre": random.uniform(0.075, 0.925, 500),
        "above one half": 0.5 + np.ldexp(random.uniform(1, 2, 300), -random.integers(2, 53, 300)),
        "below one half": 0.5 - np.ldexp(random.uniform(1, 2, 300), -random.integers(3, 54, 300)),
        "where regions meet": 0.075 * (1 + random.uniform(-1e-3, 1e-3, 200)),
        "lower tail": 10 ** -random.uniform(1.2, 12, 300),
        "upper tail": 1 - 10 ** -random.uniform(1.2, 15.9, 300),
        "far tail": 10 ** -random.uniform(10.8, 323, 300),
        "edges": [TINIEST, SMALLEST_NORMAL, 1 - 2**-53, math.exp(-25), 0.075, 0.925],
    }


@pytest.mark.parametrize("name", quantile_points())
def test_normal_quantile_is_within_its_relative_error(name):
    points = np.asarray(quantile_points()[name])
    with mpmath.workprec(140):
        pairs = zip(points.tolist(), normal_quantile(points).tolist(), strict=True)
        error, p = max((quantile_error(p, quantile), p) for p, quantile in pairs)
    assert error < 1e-15, f"at {p!r}"


def cdf_points():
    random = random_numbers()
    return {
        "centre": random.normal(0, 1, 2000),
        "both tails": random.uniform(-9, 9, 2000),
        "far tail": random.uniform(-37.5, -8, 1000),
        "near zero": random.choice([-1, 1], 500) * np.ldexp(1.0, -random.integers(1, 1074, 500)),
        "edges": [0.0, 4.0, -4.0, 8.3, -8.3, -37.5],
    }


@pytest.mark.parametrize("name", cdf_points())
def test_normal_cdf_is_within_its_errors(name):
    points = np.asarray(cdf_points()[name])
    with mpmath.workprec(140):
        for z, found in zip(points.tolist(), normal_cdf(points).tolist(), strict=True):
            true = mpmath.erfc(-mpmath.mpf(z) / mpmath.sqrt(2)) / 2
            error = abs(mpmath.mpf(found) - true)
            assert error < 2.5e-16, f"at {z!r}"
            assert z > 0 or error / true < 1e-15 + 2e-16 * z * z, f"at {z!r}"


# --- special values ---


@pytest.mark.parametrize(
    ("function", "x", "expected"),
    [
        (exp, 0.0, 1.0),
        (exp, -0.0, 1.0),
        (exp, INF, INF),
        (exp, -INF, 0.0),
        (exp, LARGEST, INF),
        (exp, -LARGEST, 0.0),
        (exp, 709.7827128933841, INF),
        (exp, -745.1332191019412, 0.0),
        (exp, -745.1332191019411, TINIEST),
        (exp, TINIEST, 1.0),
        (log, 1.0, 0.0),
        (log, 0.0, -INF),
        (log, -0.0, -INF),
        (log, INF, INF),
        (log, -INF, NAN),
        (log, -TINIEST, NAN),
        (log, -1.0, NAN),
        (cos, 0.0, 1.0),
        (cos, -0.0, 1.0),
        (cos, INF, NAN),
        (cos, -INF, NAN),
        (sin, 0.0, 0.0),
        (sin, -0.0, -0.0),
        (sin, -TINIEST, -TINIEST),
        (sin, INF, NAN),
        (sin, -INF, NAN),
        (normal_quantile, 0.0, -INF),
        (normal_quantile, -0.0, -INF),
        (normal_quantile, 0.5, 0.0),
        (normal_quantile, 1.0, INF),
        (normal_quantile, -TINIEST, NAN),
        (normal_quantile, math.nextafter(1, 2), NAN),
        (normal_quantile, INF, NAN),
        (normal_quantile, -INF, NAN),
        (normal_quantile, LARGEST, NAN),
        (normal_cdf, 0.0, 0.5),
        (normal_cdf, -0.0, 0.5),
        (normal_cdf, INF, 1.0),
        (normal_cdf, -INF, 0.0),
        (normal_cdf, LARGEST, 1.0),
        (normal_cdf, -LARGEST, 0.0),
        (normal_cdf, -40.0, 0.0),
        *((function, nan, NAN) for function in FUNCTIONS for nan in (NAN, NEGATIVE_NAN)),
    ],
)
def test_special_value(function, x, expected):
    ordinary = 0.75
    result = function([ordinary, x, ordinary])
    np.testing.assert_array_equal(bits(result[1]), bits(expected))
    np.testing.assert_array_equal(bits(result[::2]), bits(function([ordinary, ordinary])))


@every_function
def test_floating_point_errors_never_surface(function):
    with np.errstate(all="raise"):
        function([INF, -INF, NAN, 0.0, -1.0, 1.0, TINIEST, 800.0, -800.0, -740.0, 0.01])


@pytest.mark.parametrize("function", [cos, sin])
@pytest.mark.parametrize("sign", [1, -1])
def test_angle_beyond_the_domain_is_refused(function, sign):
    beyond = sign * math.nextafter(ANGLE_BOUND, INF)
    with pytest.raises(ValueError, match=r"beyond 2\*\*19 \* pi/2 = 823549\.66"):
        function([0.0, NAN, beyond])


# --- arrays in and out ---


@every_function
@pytest.mark.parametrize("shape", [(), (0,), (3, 0), (1,), (7,), (2, 3, 4), (3, BLOCK_LENGTH)])
def test_result_is_a_new_float64_array_of_the_same_shape(function, shape):
    x = np.full(shape, 0.25)
    result = function(x)
    assert isinstance(result, np.ndarray)
    assert result.dtype == np.float64
    assert result.shape == shape
    assert not np.shares_memory(result, x)


@every_function
@pytest.mark.parametrize("values", [[0.2, 0.01, 0.7], [0.2, -1, 0, 1, INF, NAN, TINIEST, 720]])
def test_input_is_not_changed_and_may_be_read_only(function, values):
    x = np.array(values)
    before = x.tobytes()
    x.flags.writeable = False
    function(x)
    assert x.tobytes() == before


def misaligned(x):
    raw = np.empty(x.nbytes + 1, dtype=np.uint8)
    raw[1:] = np.frombuffer(x.tobytes(), dtype=np.uint8)
    return raw[1:].view(np.float64)


@every_function
@pytest.mark.parametrize(
    "rearranged",
    [
        pytest.param(lambda x: np.stack([x, -x], axis=1)[:, 0], id="strided"),
        pytest.param(lambda x: x[::-1].copy()[::-1], id="reversed"),
        pytest.param(lambda x: x.astype(">f8"), id="big-endian"),
        pytest.param(misaligned, id="misaligned"),
        pytest.param(np.ndarray.tolist, id="list"),
    ],
)
def test_layout_of_the_input_does_not_matter(function, rearranged):
    x = random_numbers().random(1001)
    np.testing.assert_array_equal(bits(function(rearranged(x))), bits(function(x)))


@every_function
def test_transposed_array_keeps_its_axes(function):
    x = random_numbers().random((5, 7))
    np.testing.assert_array_equal(function(x.T), function(x).T)


def test_integers_are_taken_as_float64():
    np.testing.assert_array_equal(exp([0, 1, -3]), exp([0.0, 1.0, -3.0]))


# --- an element's result depends on that element alone ---


def inputs(function):
    numbers = st.floats()
    if function in (cos, sin):
        numbers = st.floats(-ANGLE_BOUND, ANGLE_BOUND) | st.sampled_from([INF, -INF, NAN])
    if function is normal_quantile:
        numbers |= st.floats(0, 1)
    return hypothesis_numpy.arrays(np.float64, st.integers(1, 40), elements=numbers)


@every_function
@given(data=st.data())
def test_slice_of_results_is_result_of_slice(function, data):
    x = data.draw(inputs(function))
    start, stop = sorted(data.draw(st.tuples(*[st.integers(0, x.size)] * 2)))
    np.testing.assert_array_equal(bits(function(x)[start:stop]), bits(function(x[start:stop])))


@every_function
@pytest.mark.parametrize("start", [1, 3, BLOCK_LENGTH - 1, BLOCK_LENGTH, BLOCK_LENGTH + 5])
def test_place_in_a_long_array_does_not_matter(function, start):
    x = random_numbers().random(2 * BLOCK_LENGTH + 77)
    np.testing.assert_array_equal(bits(function(x)[start:]), bits(function(x[start:])))


@pytest.mark.parametrize(
    ("function", "x"),
    [
        (exp, np.arange(-750, 715, 0.75)),
        (log, np.ldexp(1.5, np.arange(-1074, 1024, 5))),
        (cos, np.linspace(-ANGLE_BOUND, ANGLE_BOUND, 301)),
        (sin, np.linspace(-ANGLE_BOUND, ANGLE_BOUND, 301)),
        (normal_quantile, np.ldexp(1.5, -np.arange(1, 1074, 5))),
        (normal_cdf, np.linspace(-41, 41, 301)),
    ],
)
def test_neighbours_that_need_special_care_do_not_matter(function, x):
    alone = np.concatenate([function([element]) for element in x])
    np.testing.assert_array_equal(bits(function([*x, INF, NAN])[:-2]), bits(alone))


# --- order and symmetry ---


def runs_of_adjacent_doubles(low, high):
    starts = random_numbers().uniform(low, high, 200)
    return starts.view(np.int64)[:, np.newaxis] + np.arange(300)


@pytest.mark.parametrize(
    ("function", "low", "high"),
    [(exp, 1e-9, 2), (exp, 1, 709), (log, 1e-9, 1), (log, 0.5, 2), (log, 2, LARGEST)],
)
def test_adjacent_doubles_are_never_put_out_of_order(function, low, high):
    results = function(runs_of_adjacent_doubles(low, high).view(np.float64))
    assert (np.diff(results, axis=1) >= 0).all()


@pytest.mark.parametrize(
    ("function", "low", "high"), [(exp, -745, 709), (log, 0, 10), (normal_quantile, 0, 1)]
)
def test_sorted_input_gives_sorted_results(function, low, high):
    x = np.sort(random_numbers().uniform(low, high, 200_000))
    assert (np.diff(function(x)) >= 0).all()


@pytest.mark.parametrize(
    ("low", "high"),
    [(0.01, 0.99), (0.075 - 1e-14, 0.075 + 1e-14), (0.925 - 1e-14, 0.925 + 1e-14), (1e-12, 2e-11)],
)
def test_adjacent_probabilities_fall_back_by_no_more_than_the_error(low, high):
    results = normal_quantile(runs_of_adjacent_doubles(low, high).view(np.float64))
    assert (np.diff(results, axis=1) >= -2e-15 * np.abs(results[:, 1:])).all()


def test_adjacent_numbers_have_probabilities_that_fall_back_by_no_more_than_the_error():
    results = normal_cdf(runs_of_adjacent_doubles(-9, 9).view(np.float64))
    assert (np.diff(results, axis=1) >= -2.5e-16).all()


def test_normal_quantile_is_symmetric():
    p = np.arange(1, 2**15) / 2**16
    np.testing.assert_array_equal(normal_quantile(1 - p), -normal_quantile(p))


def test_cosine_is_even_and_sine_is_odd():
    x = random_numbers().uniform(0, 1000, 5000)
    np.testing.assert_array_equal(cos(-x), cos(x))
    np.testing.assert_array_equal(sin(-x), -sin(x))


# --- the same bits everywhere ---


def grid(name):
    """Return arguments that are made by exact arithmetic, so that they are the same everywhere."""
    if name == "exp":
        points = np.arange(-746 * 64, 711 * 64) / 64
    elif name == "log":
        step = 0x0000_1234_5678_9ABC
        points = np.arange(1, 0x7FF0_0000_0000_0000, step, dtype=np.int64).view(np.float64)
    elif name == "normal_cdf":
        points = np.arange(-40 * 1024, 40 * 1024 + 1) / 1024
    elif name == "normal_quantile":
        points = np.concatenate([np.arange(2**16 + 1) / 2**16, np.ldexp(1.0, -np.arange(1075))])
    else:
        points = np.arange(-(2**19), 2**19, 13) * (math.pi / 2 + 2.0**-20) * (1 - 2.0**-18)
    return np.concatenate([points, [INF, -INF, NAN, NEGATIVE_NAN, 0.0, -0.0]])


def digest(name):
    results = getattr(elementary, name)(grid(name))
    return hashlib.blake2b(results.astype("<f8").tobytes(), digest_size=16).hexdigest()


GOLDEN = {
    "exp": "7cc78667c2bbe91a011e686948339499",
    "log": "37bdfa87936a84f9d8f47f64a7bafd19",
    "cos": "a98a4c809bdd35c8c689c4c20638f730",
    "sin": "6a3e9af44d96c796cf48e06b3702299f",
    "normal_quantile": "f9863f9e6a2ad56bbd8b5a88692aaf1a",
}


def wide_kernels():
    """Return what NumPy itself reports as in use above its baseline (AVX2, X86_V4, SVE ...)."""
    return np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])


def run_without_wide_kernels(code: str) -> str:
    """Run Python code in a child process whose NumPy keeps to its baseline; return its output."""
    environment = dict(os.environ)
    disabled = [environment.get("NPY_DISABLE_CPU_FEATURES", ""), *wide_kernels()]
    environment["NPY_DISABLE_CPU_FEATURES"] = " ".join(disabled).strip()
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    command = [sys.executable, "-c", code]
    child = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert child.returncode == 0, child.stderr
    return child.stdout


@pytest.mark.parametrize("name", GOLDEN)
def test_results_have_the_golden_digest(name):
    assert digest(name) == GOLDEN[name]


def test_results_have_the_golden_digest_without_wide_kernels():
    code = f"""
import runpy
here = runpy.run_path({__file__!r})
print(here["wide_kernels"](), {{name: here["digest"](name) for name in here["GOLDEN"]}})
"""
    assert run_without_wide_kernels(code).strip() == f"[] {GOLDEN}"
