"""Columns of several generators, brought to the one type that a column has."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs
import numpy as np
import pyarrow as pa
from pyarrow import types
from smelt_datagen.arrays import (
    Unfit,
    decoded,
    exact_cast,
    is_numeric,
    numpy_dtype,
    numpy_values,
)
from smelt_datagen.errors import DataError
from smelt_datagen.plugin import Block, Column, ColumnType, Scope

from smelt_datagen_builtin.choices.merging import merged_type

_MOST_DIGITS = 38
_UNITS = ("s", "ms", "us", "ns")


def alike(columns: Sequence[Column], scope: Scope, key: str) -> tuple[ColumnType, list[Column]]:
    """Return the type that holds the values of all columns, and the columns with that type.

    Integers take the widest type of them, and become doubles beside doubles and decimals beside
    decimals; dates beside timestamps are their midnights; dates and timestamps beside text are
    text. Fails at `key` for anything else.
    """
    found = _common([column.type for column in columns])
    place = f"dataset '{scope.owner.name}', column '{scope.column_name}'"
    columns = [_as_type(column, found or column.type.data_type, place) for column in columns]
    kinds = [column.type for column in columns]
    if len({kind.written.data_type for kind in kinds}) > 1:
        names = " and ".join(dict.fromkeys(str(kind.data_type) for kind in kinds))
        message = f"the generators give {names}, but a column has one type"
        scope.fail(f"{message}: cast some, in an expression", key)
    return merged_type(kinds), columns


def _common(kinds: Sequence[ColumnType]) -> pa.DataType | None:
    """Return the type that values of all kinds can be, None if only their texts are alike."""
    found = [kind.data_type for kind in kinds]
    if all(map(types.is_integer, found)):
        return _integer(found)
    if all(map(is_numeric, found)):
        is_single = all(map(types.is_float32, found))
        return pa.float32() if is_single else pa.float64()
    if all(types.is_integer(one) or types.is_decimal128(one) for one in found):
        return _decimal(kinds)
    if all(types.is_date32(one) or types.is_timestamp(one) for one in found):
        return _moment(found)
    return found[0] if all(one.equals(found[0]) for one in found) else None


def _integer(found: Sequence[pa.DataType]) -> pa.DataType | None:
    widest = np.result_type(*map(numpy_dtype, found))
    # NumPy has doubles for int64 beside uint64
    return pa.from_numpy_dtype(widest) if widest.kind in "iu" else None


def _decimal(kinds: Sequence[ColumnType]) -> pa.DataType | None:
    scale = max(getattr(kind.data_type, "scale", 0) for kind in kinds)
    digits = max(map(_whole_digits, kinds)) + scale
    return pa.decimal128(digits, scale) if digits <= _MOST_DIGITS else None


def _whole_digits(kind: ColumnType) -> int:
    """Return how many digits before the point a value may have."""
    if types.is_decimal128(kind.data_type):
        return int(kind.data_type.precision - kind.data_type.scale)
    known = kind.bounds
    if kind.dictionary is not None:
        values = numpy_values(kind.dictionary)
        known = (int(values.min()), int(values.max()))
    if known is None:
        limits = np.iinfo(numpy_dtype(kind.data_type))
        known = (int(limits.min), int(limits.max))
    return max(len(str(abs(limit))) for limit in known)


def _moment(found: Sequence[pa.DataType]) -> pa.DataType | None:
    if all(map(types.is_date32, found)):
        return pa.date32()
    zones = {getattr(one, "tz", None) for one in found if types.is_timestamp(one)}
    unit = max((getattr(one, "unit", "s") for one in found), key=_UNITS.index)
    return pa.timestamp(unit, *zones) if len(zones) == 1 else None


def _as_type(column: Column, found: pa.DataType, place: str) -> Column:
    """Return the column with values of that type; dates and seconds written as in the dataset."""
    kind = column.type
    has_format = found.equals(pa.date32()) or found.equals(pa.timestamp("s"))
    if kind.data_type.equals(found):
        if not has_format or kind.format == "text":
            return column
        return _Formatted(attrs.evolve(kind, format="text"), column)
    make = exact_cast(kind.data_type, found)
    if make is None:
        raise TypeError(f"{kind.data_type} cannot be {found}")
    bounds = kind.bounds if types.is_integer(found) else None
    wanted = ColumnType(found, kind.nullable, None, bounds, "text" if has_format else None)
    return _Cast(wanted, column, make, place)


@attrs.frozen(eq=False, repr=False)
class _Formatted(Column):
    """The same values, written in another form."""

    type: ColumnType
    inner: Column

    def generate(self, block: Block) -> pa.Array:
        return self.inner.generate(block)


@attrs.frozen(eq=False, repr=False)
class _Cast(Column):
    """The values of another column as another type, which has room for most of them."""

    type: ColumnType
    inner: Column
    make: Callable[[pa.Array], pa.Array]
    place: str

    def generate(self, block: Block) -> pa.Array:
        array = self.inner.generate(block)
        array = decoded(array, self.inner.type.data_type)
        try:
            return self.make(array)
        except Unfit as unfit:
            value = array[unfit.position]
            row = block.index[unfit.position]
            message = f"{value} cannot be {self.type.data_type} without a loss"
            raise DataError(f"{self.place}, row {row}: {message}") from None
