"""Numbers of 64 bits as text in the formats of `format_specs`, as Python writes them."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import decimal_integers, numpy_values, string_array

from smelt_datagen_builtin.text.digits import (
    Digits,
    digits_for,
    fraction_pieces,
    fraction_tables,
)
from smelt_datagen_builtin.text.format_specs import FormatSpec
from smelt_datagen_builtin.text.pieces import Codes

UInt64Array = npt.NDArray[np.uint64]
FloatArray = npt.NDArray[np.float64]

_WORD = 2.0**64
_SPLIT = 2.0**27 + 1
_NOTHING = 2
"""The code of the empty text in the table of signs."""
_LONGEST_WHOLE = 20
"""Digits of 2^64."""


@attrs.frozen(eq=False, repr=False)
class IntegerText:
    """Integers with a sign, if any has one, and digits."""

    digits: Digits
    spec: FormatSpec
    signed: bool

    @classmethod
    def of(cls, spec: FormatSpec, lowest: int, highest: int) -> IntegerText:
        """Return how integers from `lowest` to `highest` are written."""
        signed = lowest < 0 or spec.sign != "-"
        longest = max(len(format(number, spec.type or "d")) for number in (lowest, highest))
        digits = Digits(spec.base, spec.separator, spec.type or "d", longest)
        if spec.zero:
            digits = attrs.evolve(digits, most=max(longest, digits_for(spec.width, digits.group)))
        return cls(digits, spec, signed)

    @property
    def tables(self) -> tuple[pa.StringArray, ...]:
        """The sign, then the digits."""
        return (*_sign_table(self.spec, signed=self.signed), *self.digits.tables)

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        """Return the codes of an array of integers."""
        numbers = numpy_values(values)
        if not self.signed:
            least = _least(self.spec, self.digits, 0)
            return [*self.digits.pieces(numbers.astype(np.uint64, copy=False), least)]
        negative = numbers < 0
        if numbers.dtype == np.uint64:
            size = numbers
        else:  # the magnitude of -2^63 wraps to 2^63, as it should
            size = np.abs(numbers.astype(np.int64, copy=False)).view(np.uint64)
        least = _least(self.spec, self.digits, 0, negative)
        return [negative.view(np.int8), *self.digits.pieces(size, least)]


@attrs.frozen(eq=False, repr=False)
class FixedPointText:
    """Numbers with digits behind the point: doubles, integers as such, or decimals.

    A double is written as Python does: its exact value, rounded to the nearest, halves to even.
    What is 2^64 or more, or no number, Python itself writes: doubles of that size are rare.
    """

    spec: FormatSpec
    places: int
    scale: int | None
    """Digits that decimals have behind the point, None for doubles."""

    @property
    def _whole(self) -> Digits:
        most = _LONGEST_WHOLE
        if self.spec.zero:
            most = max(most, digits_for(self.spec.width, 3 if self.spec.separator else 0))
        return Digits(10, self.spec.separator, letter="d", most=most)

    @property
    def _tail(self) -> int:
        """Return the width of what stands behind the whole part."""
        return self.places + (self.places > 0) + (self.spec.type == "%")

    @property
    def tables(self) -> tuple[pa.StringArray | None, ...]:
        """The sign, the whole part, the point and the digits behind it, the percent sign, rest."""
        fraction = fraction_tables(self.places) if self.places else ()
        percent = (string_array(["%", ""]),) if self.spec.type == "%" else ()
        spelled = (None,) if self.scale is None else ()
        signs = _sign_table(self.spec, signed=True)
        return (*signs, *self._whole.tables, *fraction, *percent, *spelled)

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        """Return the codes of an array of numbers."""
        if self.scale is not None:
            negative, whole, fraction = _decimal_parts(values, self.scale, self.places)
            return [*self._codes(negative, whole, fraction)]
        numbers = numpy_values(values).astype(np.float64, copy=False)
        if self.spec.type == "%":
            with np.errstate(over="ignore", invalid="ignore"):
                scaled = numbers * 100.0
        else:
            scaled = numbers
        fits = np.abs(scaled) < _WORD
        sized = np.where(fits, scaled, 0.0)
        codes = self._codes(np.signbit(scaled), *_rounded(np.abs(sized), self.places))
        if fits.all():
            return [*codes, _empty(len(fits))]
        for code, empty in zip(codes, self._empty_codes(), strict=True):
            code[~fits] = empty
        return [*codes, _spelled(numbers, fits, self.spec.text)]

    def _codes(
        self, negative: npt.NDArray[np.bool_], whole: UInt64Array, fraction: UInt64Array
    ) -> list[Codes]:
        least = _least(self.spec, self._whole, self._tail, negative)
        codes: list[Codes] = [negative.astype(np.int8), *self._whole.pieces(whole, least)]
        codes += fraction_pieces(fraction, self.places)
        if self.spec.type == "%":
            codes.append(np.zeros(len(whole), np.int8))
        return codes

    def _empty_codes(self) -> list[int]:
        whole = [self._whole.empty()] * len(self._whole.tables)
        fraction = [len(table) - 1 for table in fraction_tables(self.places)]
        return [_NOTHING, *whole, *fraction, *([1] if self.spec.type == "%" else [])]


def _sign_table(spec: FormatSpec, *, signed: bool) -> tuple[pa.StringArray, ...]:
    plus = "" if spec.sign == "-" else spec.sign
    return (string_array([plus, "-", ""]),) if signed else ()


def _least(
    spec: FormatSpec, digits: Digits, tail: int, negative: npt.NDArray[np.bool_] | None = None
) -> int | npt.NDArray[np.int64]:
    """Return how many digits a number has at least, one with or without a sign."""
    if not spec.zero:
        return 1
    width = spec.width - tail
    unsigned = max(1, digits_for(max(1, width - (spec.sign != "-")), digits.group))
    with_sign = max(1, digits_for(max(1, width - 1), digits.group))
    if negative is None or unsigned == with_sign:
        return unsigned
    return np.where(negative, with_sign, unsigned)


def _rounded(size: FloatArray, places: int) -> tuple[UInt64Array, UInt64Array]:
    """Return doubles in [0, 2^64) as whole numbers and units of the last digit behind the point.

    The fraction of a double is exact; its product with a power of ten is, as a double and what it
    lacks (Dekker 1971), and decides on which side of a half it lies.
    """
    if not places:
        return np.rint(size).astype(np.uint64), np.zeros(len(size), np.uint64)
    whole = np.floor(size)
    factor = float(10**places)
    fraction = size - whole
    product = fraction * factor
    high, low = _halves(fraction)
    factor_high, factor_low = _halves(factor)
    rest = ((high * factor_high - product) + high * factor_low + low * factor_high) + (
        low * factor_low
    )
    down = np.floor(product)
    above = (product - down - 0.5) + rest
    units = down.astype(np.uint64)
    is_odd = (units & np.uint64(1)).astype(np.bool_)
    units += (above > 0) | ((above == 0) & is_odd)
    carried = units == np.uint64(10**places)
    units[carried] = 0
    return whole.astype(np.uint64) + carried, units


def _halves(values: Any) -> tuple[Any, Any]:
    scaled = values * _SPLIT
    high = scaled - (scaled - values)
    return high, values - high


def _decimal_parts(
    values: pa.Array, scale: int, places: int
) -> tuple[npt.NDArray[np.bool_], UInt64Array, UInt64Array]:
    """Return which decimals are negative, and their whole part and fraction: halves to even."""
    units = decimal_integers(values).astype(np.int64, copy=False)
    size = np.abs(units).view(np.uint64)
    if places < scale:
        cut = np.uint64(10 ** (scale - places))
        down = size // cut
        twice = (size - down * cut) * np.uint64(2)
        is_odd = (down & np.uint64(1)).astype(np.bool_)
        size = down + ((twice > cut) | ((twice == cut) & is_odd))
        scale = places
    unit = np.uint64(10**scale)
    whole = size // unit
    return units < 0, whole, (size - whole * unit) * np.uint64(10 ** (places - scale))


def _empty(count: int) -> pa.StringArray:
    offsets = pa.py_buffer(np.zeros(count + 1, np.int32))
    return pa.Array.from_buffers(pa.utf8(), count, [None, offsets, pa.py_buffer(b"")])


def _spelled(numbers: FloatArray, fits: npt.NDArray[np.bool_], spec: str) -> pa.StringArray:
    """Return what Python writes where a number does not fit, and empty text elsewhere."""
    texts = np.full(len(numbers), "", dtype=object)
    texts[~fits] = [format(number, spec) for number in numbers[~fits].tolist()]
    return string_array(texts.tolist())
