"""Numbers of a column as exact amounts: integers of a unit, or doubles."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import (
    arrow_array,
    decimal_from_integers,
    decimal_integers,
    decoded,
    exact_cast,
    numpy_values,
    validity,
)
from smelt_datagen.errors import DataError

LARGEST_DECIMAL = 10**38 - 1
_LARGEST = 2**63 - 1

Amounts = npt.NDArray[Any]
"""int64, Python's integers where some need more, or float64."""


@attrs.frozen
class Unit:
    """What amounts are counted in: 10^-scale, or, of doubles, None."""

    scale: int | None

    @classmethod
    def of(cls, data_type: pa.DataType) -> Unit | None:
        """Return the unit of numbers of a type, None if they are none."""
        if pa.types.is_integer(data_type):
            return cls(0)
        if pa.types.is_decimal128(data_type):
            return cls(data_type.scale)
        return cls(None) if pa.types.is_floating(data_type) else None

    def joined(self, other: Unit) -> Unit:
        """Return the unit in which the amounts of both are exact, as far as there is one."""
        if self.scale is None or other.scale is None:
            return Unit(None)
        return Unit(max(self.scale, other.scale))

    def type(self, *types: pa.DataType) -> pa.DataType:
        """Return the type of sums of numbers of some types, as in SQL."""
        if self.scale is None:
            return pa.float64()
        is_decimal = any(map(pa.types.is_decimal128, types))
        return pa.decimal128(38, self.scale) if is_decimal else pa.int64()

    def amounts(self, array: pa.Array) -> Amounts:
        """Return the numbers of an array in this unit, 0 where it is null."""
        if pa.types.is_dictionary(array.type):
            array = decoded(array, array.type.value_type)
        made = self._read(array)
        if array.null_count:
            made = np.where(
                validity(array), made, made.dtype.type(0) if made.dtype != object else 0
            )
        return made

    def _read(self, array: pa.Array) -> Amounts:
        if self.scale is None:
            if pa.types.is_decimal128(array.type):
                array = exact_cast(array.type, pa.float64())(array)  # type: ignore[misc]  # it exists
            return numpy_values(array).astype(np.float64, copy=False)
        own = getattr(array.type, "scale", 0)
        if pa.types.is_decimal128(array.type):
            made: Amounts = decimal_integers(array)
        else:
            made = numpy_values(array)
            if made.dtype == np.uint64 and int(made.max(initial=0)) > _LARGEST:
                made = made.astype(object)
            made = made if made.dtype == object else made.astype(np.int64)
        return made if own == self.scale else exact_product(made, 10 ** (self.scale - own))


def exact_product(amounts: Amounts, factor: int) -> Amounts:
    """Return the product, of Python's integers where some need more than 64 bits."""
    if amounts.dtype != object and largest(amounts) * factor > _LARGEST:
        amounts = amounts.astype(object)
    return amounts * factor


def exact_sum(one: Amounts, other: Amounts) -> Amounts:
    """Return the sums of two of the same unit, of Python's integers where they need it."""
    is_plain = object not in (one.dtype, other.dtype) and one.dtype != np.float64
    if is_plain and largest(one) + largest(other) > _LARGEST:
        one = one.astype(object)
    return one + other


def largest(amounts: Amounts) -> int:
    """Return the largest magnitude, 0 of none."""
    if not len(amounts):
        return 0
    return max(abs(int(amounts.min())), abs(int(amounts.max())))


def array_of(amounts: Amounts, data_type: pa.DataType, what: str, index: Any) -> pa.Array:
    """Return amounts as an array of the type of their sums.

    Raises DataError, which calls the column `what`, for the first row, by `index`, that is too
    large.
    """
    if pa.types.is_floating(data_type):
        return arrow_array(np.ascontiguousarray(amounts))
    if amounts.dtype == object:
        is_decimal = pa.types.is_decimal128(data_type)
        most = LARGEST_DECIMAL if is_decimal else _LARGEST
        wrong = np.flatnonzero((amounts > most) | (amounts < -most))
        if wrong.size:
            place = int(wrong[0])
            raise DataError(f"{what}: row {index[place]}: {amounts[place]} is beyond {data_type}")
        if not is_decimal:
            amounts = amounts.astype(np.int64)
    if pa.types.is_decimal128(data_type):
        return decimal_from_integers(amounts, data_type)
    return arrow_array(np.ascontiguousarray(amounts))
