"""Decimals as what they are: integers of 128 bits, in units of their last digit.

All of this is exact or rounded once, from operations on integers and IEEE doubles.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from smelt_datagen.arrays.conversion import bitmap, cast
from smelt_datagen.arrays.nulls import validity

Int64Array = npt.NDArray[np.int64]
UInt64Array = npt.NDArray[np.uint64]
FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

LONGEST_INT64 = 18
"""Digits that every int64 has room for."""

_WORD = 2.0**64
_SPLIT = 2.0**27 + 1
_INTEGRAL = 2.0**52
"""Doubles from here on have no fraction."""
_ROUNDING = 2.0**-52
"""By how much a product may be off, as a share of it; twice what IEEE 754 says."""
_MOST_EXACT = 22
"""10 to this power, and no higher one, is a double."""


def decimal_array(
    low: UInt64Array, high: Int64Array, data_type: pa.Decimal128Type, valid: BoolArray | None = None
) -> pa.Array:
    """Return the decimals whose units are `high` * 2^64 + `low`; null where not `valid`."""
    words = np.empty((len(low), 2), np.uint64)
    words[:, 0], words[:, 1] = low, high.view(np.uint64)
    nulls = None if valid is None or valid.all() else bitmap(valid)
    return pa.Array.from_buffers(data_type, len(low), [nulls, pa.py_buffer(words)])


def decimal_from_units(
    units: Int64Array, data_type: pa.Decimal128Type, valid: BoolArray | None = None
) -> pa.Array:
    """Return the decimals of so many units (int64) of their last digit; null where not `valid`."""
    return decimal_array(units.view(np.uint64), units >> 63, data_type, valid)


def decimal_words(array: pa.Array) -> tuple[UInt64Array, Int64Array]:
    """Return the low and high words of decimals' units; anything where one is null."""
    words = np.frombuffer(array.buffers()[1] or b"", np.uint64).reshape(-1, 2)
    words = words[array.offset : array.offset + len(array)]
    return words[:, 0], words[:, 1].view(np.int64)


def decimal_units(array: pa.Array) -> Int64Array | None:
    """Return the units of decimals as int64, None if some do not fit; anything where one is null.

    Those of up to 18 digits always fit.
    """
    low, high = decimal_words(array)
    if array.type.precision > LONGEST_INT64 and not np.array_equal(high, low.view(np.int64) >> 63):
        return None
    return np.ascontiguousarray(low).view(np.int64)


def integers_as_decimals(
    values: npt.NDArray[np.integer[Any]], data_type: pa.Decimal128Type
) -> tuple[pa.Array, BoolArray]:
    """Return integers of any width as decimals, and which of them fit; any value where not."""
    whole_digits = data_type.precision - data_type.scale
    limits = np.iinfo(values.dtype)
    most = 10**whole_digits - 1
    fits = (values >= max(-most, limits.min)) & (values <= min(most, limits.max))
    values = np.where(fits, values, values.dtype.type(0))
    if data_type.precision <= LONGEST_INT64:
        units = values.astype(np.int64) * np.int64(10**data_type.scale)
        return decimal_from_units(units, data_type), fits
    high = np.zeros(len(values), np.int64) if limits.min == 0 else values.astype(np.int64) >> 63
    low = values.astype(np.uint64) if limits.min == 0 else values.astype(np.int64).view(np.uint64)
    return cast(decimal_array(low, high, pa.decimal128(38, 0)), data_type), fits


def floats_as_decimals(
    values: FloatArray, data_type: pa.Decimal128Type
) -> tuple[pa.Array, BoolArray]:
    """Return doubles rounded to the nearest decimals, and which fit; any value where not.

    It is the exact value of a double that is rounded; halves go away from zero. Digits after the
    22nd behind the point are 0.
    """
    scale = data_type.scale
    if (quick := _rounded_quickly(values, scale, 10**data_type.precision)) is not None:
        return decimal_from_units(quick, data_type), np.ones(len(values), np.bool_)
    fits = np.isfinite(values)
    values = np.where(fits, values, 0.0)
    fits &= np.abs(values) < float(10 ** (data_type.precision - scale))
    values = np.where(fits, values, 0.0)
    first = min(scale, _MOST_EXACT)
    whole, rest = _product(values, float(10**first))
    low, high = _rounded(whole, rest)
    if data_type.precision <= LONGEST_INT64:
        units = low.view(np.int64)
        fits &= np.abs(units) < 10**data_type.precision
        return decimal_from_units(np.where(fits, units, np.int64(0)), data_type), fits
    limit = pa.decimal128(data_type.precision - (scale - first), first)
    fits &= _within(low, high, limit.precision)
    made = decimal_array(np.where(fits, low, np.uint64(0)), np.where(fits, high, 0), limit)
    return (made if first == scale else cast(made, data_type)), fits


def rounded_floats(values: FloatArray, places: int) -> FloatArray:
    """Return the doubles nearest to doubles rounded to so many digits, 1 to 22, behind the point.

    It is the exact value of a double that is rounded; halves go away from zero.
    """
    power = float(10**places)
    with np.errstate(over="ignore", invalid="ignore"):
        whole, rest = _product(values, power)
        down = np.floor(whole)
        above = (whole - down - 0.5) + rest
        up = (above > 0) | ((above == 0) & (whole >= 0))
        made = np.copysign((down + up) / power, values)
    # larger ones have no more digits
    return np.where(np.abs(whole) < _INTEGRAL, made, values)


def _rounded_quickly(values: FloatArray, scale: int, limit: int) -> Int64Array | None:
    """Return doubles as units, if for all of them the product in double precision decides.

    None if there is one too large, or so near to a half that its rounding could matter.
    """
    if scale > _MOST_EXACT or not values.size:
        return None
    with np.errstate(over="ignore", invalid="ignore"):  # which the limit refuses
        product = values * float(10**scale)
    largest = float(np.abs(product).max())
    if not largest < min(_INTEGRAL / 4, limit - 1):  # which is so for what is no number, too
        return None
    nearest = np.rint(product)
    if (np.abs(np.abs(product - nearest) - 0.5) <= largest * _ROUNDING).any():
        return None
    return nearest.astype(np.int64)


def _product(values: FloatArray, factor: float) -> tuple[FloatArray, FloatArray]:
    """Return the product as a double, and what it lacks of the exact one (Dekker 1971)."""
    product = values * factor
    high, low = _halves(values)
    factor_high, factor_low = _halves(np.float64(factor))
    rest = ((high * factor_high - product) + high * factor_low + low * factor_high) + (
        low * factor_low
    )
    return product, rest


def _halves(values: Any) -> tuple[Any, Any]:
    scaled = values * _SPLIT
    high = scaled - (scaled - values)
    return high, values - high


def _rounded(whole: FloatArray, rest: FloatArray) -> tuple[UInt64Array, Int64Array]:
    """Return the words of the integer nearest to `whole` + `rest`, halves away from zero."""
    nearest = np.where(np.abs(whole) < _INTEGRAL, np.floor(whole), whole)
    left = whole - nearest  # exact, in [0, 1)
    # the sum of both decides; where they are of different size, the sign of the smaller does
    above = (left - 0.5) + rest
    up = (above > 0) | ((above == 0) & (whole >= 0))
    is_small = np.abs(whole) < _INTEGRAL
    far = np.where(is_small, 0.0, _nearest_whole(rest, is_away=(rest < 0) == (whole < 0)))
    low, high = _words(nearest)
    more_low, more_high = _words(np.where(is_small, up.astype(np.float64), far))
    total = low + more_low
    return total, high + more_high + (total < low)


def _nearest_whole(values: FloatArray, *, is_away: BoolArray) -> FloatArray:
    """Return the nearest integers, halves away from zero or towards it."""
    size = np.abs(values)
    whole = np.floor(size)
    left = size - whole
    up = (left > 0.5) | ((left == 0.5) & is_away)  # noqa: PLR2004 (a half)
    nearest: FloatArray = np.copysign(whole + up, values)
    return nearest


def _words(integral: FloatArray) -> tuple[UInt64Array, Int64Array]:
    """Return the words of doubles that are integers below 2^127 in size."""
    size = np.abs(integral)
    high = np.floor(size / _WORD)
    low = (size - high * _WORD).astype(np.uint64)
    return _negated(low, high.astype(np.int64), integral < 0)


def _negated(
    low: UInt64Array, high: Int64Array, where: BoolArray
) -> tuple[UInt64Array, Int64Array]:
    """Return the words of the same integers, with the other sign where it is said."""
    negative = ~low + np.uint64(1)
    return np.where(where, negative, low), np.where(where, ~high + (negative == 0), high)


def _within(low: UInt64Array, high: Int64Array, digits: int) -> BoolArray:
    """Return where the magnitude of the integer has at most so many digits."""
    most = 10**digits
    low, high = _negated(low, high, high < 0)
    top, bottom = most >> 64, np.uint64(most & (2**64 - 1))
    within: BoolArray = (high < top) | ((high == top) & (low < bottom))
    return within


def decimals_as_floats(array: pa.Array) -> FloatArray:
    """Return the doubles nearest to decimals; anything where one is null."""
    scale = array.type.scale
    units = decimal_units(array)
    if units is not None and scale <= _MOST_EXACT and _are_doubles(units, validity(array)):
        # two exact doubles, rounded once
        return units.astype(np.float64) / float(10**scale)
    text = cast(array, pa.utf8())
    return np.frombuffer(cast(text, pa.float64()).buffers()[1], np.float64, len(array))


def _are_doubles(units: Int64Array, valid: BoolArray) -> bool:
    return bool((np.abs(np.where(valid, units, np.int64(0))) <= 2**53).all())


def decimal_integers(array: pa.Array) -> npt.NDArray[Any]:
    """Return the units of decimals: int64, or Python's integers where some need more.

    Anything where one is null.
    """
    units = decimal_units(array)
    if units is not None:
        return units
    low, high = decimal_words(array)
    wide: npt.NDArray[Any] = (high.astype(object) << 64) + low.astype(object)
    return wide


def decimal_from_integers(units: npt.NDArray[Any], data_type: pa.Decimal128Type) -> pa.Array:
    """Return the decimals of so many units, int64 or Python's integers below 2^127 in size."""
    if units.dtype != object:
        return decimal_from_units(units, data_type)
    low = (units & (2**64 - 1)).astype(np.uint64)
    return decimal_array(low, (units >> 64).astype(np.int64), data_type)
