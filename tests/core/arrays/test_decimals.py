"""Decimals from integers and doubles, and back: exact, or rounded once."""

import decimal
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.arrays.decimals import (
    decimal_units,
    decimals_as_floats,
    floats_as_decimals,
    integers_as_decimals,
)

EXACT = decimal.Context(prec=700)
TYPES = st.integers(1, 38).flatmap(
    lambda digits: st.builds(pa.decimal128, st.just(digits), st.integers(0, min(digits, 22)))
)


def rounded(value, data_type):
    """Return a double as the nearest decimal, None if it has too many digits."""
    unit = Decimal(1).scaleb(-data_type.scale)
    made = Decimal(value).quantize(unit, rounding=decimal.ROUND_HALF_UP, context=EXACT)
    limit = Decimal(10) ** (data_type.precision - data_type.scale)
    return made if abs(made) < limit else None


@given(st.lists(st.floats(width=64), min_size=1), TYPES)
def test_doubles_are_rounded_once_halves_away_from_zero(values, data_type):
    made, fits = floats_as_decimals(np.array(values), data_type)
    wanted = [rounded(one, data_type) if np.isfinite(one) else None for one in values]
    assert [one if fit else None for one, fit in zip(made.to_pylist(), fits, strict=True)] == wanted


@given(
    st.lists(st.tuples(st.integers(-(10**15), 10**15), st.integers(0, 10)), min_size=1),
    st.integers(0, 6),
)
def test_halves_that_doubles_have_exactly(parts, scale):
    values = [number / 2**power for number, power in parts]
    data_type = pa.decimal128(38, scale)
    made, fits = floats_as_decimals(np.array(values), data_type)
    assert fits.all()
    assert made.to_pylist() == [rounded(one, data_type) for one in values]


@pytest.mark.parametrize("dtype", [np.int8, np.int64, np.uint8, np.uint64])
@pytest.mark.parametrize(
    ("digits", "scale"), [(2, 0), (5, 2), (18, 18), (19, 0), (20, 0), (38, 18)]
)
def test_integers_are_exact_up_to_the_digits_before_the_point(dtype, digits, scale):
    limits = np.iinfo(dtype)
    most = 10 ** (digits - scale)
    wanted = {limits.min, limits.max, 0, 1, most, most - 1, 1 - most, -most}
    values = [one for one in sorted(wanted) if limits.min <= one <= limits.max]
    made, fits = integers_as_decimals(np.array(values, dtype), pa.decimal128(digits, scale))
    assert fits.tolist() == [abs(one) < most for one in values]
    assert [one for one, fit in zip(made.to_pylist(), fits, strict=True) if fit] == [
        one for one in values if abs(one) < most
    ]


@given(st.lists(st.none() | st.decimals(-(10**20), 10**20, places=4, allow_nan=False), min_size=1))
def test_the_nearest_double(values):
    array = pa.array(values, pa.decimal128(38, 4))
    made = decimals_as_floats(array)
    for one, double in zip(values, made, strict=True):
        assert one is None or float(one) == double


def test_units_beyond_64_bits_are_none():
    within = pa.array([Decimal(2**63 - 1), None, Decimal(-(2**63))], pa.decimal128(38, 0))
    assert decimal_units(within)[[0, 2]].tolist() == [2**63 - 1, -(2**63)]
    assert decimal_units(pa.array([Decimal(2**63)], pa.decimal128(38, 0))) is None
