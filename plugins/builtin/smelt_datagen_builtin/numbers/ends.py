"""The ends of a range: values as they stand in the config, or columns of the row."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import (
    Unfit,
    arrow_array,
    decimal_from_integers,
    decoded,
    exact_cast,
    is_numeric,
    string_array,
)
from smelt_datagen.plugin import Block, Scalar, Scope

_SECONDS = pa.timestamp("s")
_MOST_DIGITS = 18
"""Of decimals: what 64 bits have room for."""
_UNITS = ("s", "ms", "us", "ns")
_LIKE_A_DATE = re.compile(r"\d{4}-\d\d?-\d")


@attrs.frozen(eq=False, repr=False)
class End:
    """One of the two: a value as an array of one, or the name of a column."""

    data_type: pa.DataType
    nullable: bool = False
    value: pa.Array | None = None
    name: str = ""
    bounds: tuple[int, int] | None = None
    make: Callable[[pa.Array], pa.Array] | None = None

    def values(self, block: Block) -> pa.Array:
        """Return the value, or one for every row, as what `as_type` made of the end.

        Raises Unfit for a row whose value that type cannot hold.
        """
        if self.value is not None:
            return self.value
        array = block.rows.column(self.name)
        if pa.types.is_dictionary(array.type):
            array = decoded(array, array.type.value_type)
        return array if self.make is None else self.make(array)

    def as_type(self, found: pa.DataType, scope: Scope, key: str) -> End:
        """Return the end with values of a type that `common_type` gave; fail where it has none."""
        make = exact_cast(self.data_type, found)
        if make is None:
            scope.fail(f"{self.data_type} cannot be {found}", key)
        if self.value is None:
            return attrs.evolve(self, data_type=found, make=make)
        try:
            return attrs.evolve(self, data_type=found, value=make(self.value))
        except Unfit:
            scope.fail(f"{spelled(self.value)} cannot be {found} without a loss", key)


def end_of(value: Scalar, scope: Scope, key: str) -> End:
    """Return the end that stands at a parameter; fail for one that is no place on an axis."""
    if isinstance(value, bool):
        scope.fail("must be a number, a date, a timestamp or a column, not true or false", key)
    if isinstance(value, float):
        return _constant(arrow_array(np.array([value], np.float64)))
    if isinstance(value, int):
        made = _constant(arrow_array(np.array([value], np.int64)))
        return attrs.evolve(made, bounds=(value, value))
    return _moment(value) or _column(value, scope, key)


def _constant(array: pa.Array) -> End:
    return End(array.type, value=array)


def _moment(text: str) -> End | None:
    array = moment(text)
    return None if array is None else _constant(array)


def moment(text: str) -> pa.Array | None:
    """Return a date or timestamp as it stands in the config as an array of one, else None."""
    for data_type in (pa.date32(), _SECONDS):
        read = exact_cast(pa.utf8(), data_type)
        try:
            return read(string_array([text]))  # type: ignore[misc]  # it exists
        except Unfit:
            continue
    return None


def _column(name: str, scope: Scope, key: str) -> End:
    if _LIKE_A_DATE.match(name) and name not in scope.context.column_names(scope.own):
        wanted = "YYYY-MM-DD, or timestamp, YYYY-MM-DDTHH:MM:SS"
        scope.fail(f"'{name}' is no date, {wanted}, and there is no such column", key)
    kind = scope.column(name, key).type
    if not (_is_number(kind.data_type) or _is_moment(kind.data_type)):
        scope.fail(f"column '{name}' is {kind.data_type}, no number, date or timestamp", key)
    return End(kind.data_type, kind.nullable, name=name, bounds=kind.bounds)


def common_type(low: End, high: End) -> tuple[pa.DataType | None, End, End]:
    """Return the type of what lies between both, None if there is none, and the ends read as such.

    A number with a point, written in the config beside a decimal, is a decimal itself, as in SQL.
    """
    if pa.types.is_decimal128(low.data_type):
        high = _exactly(high)
    if pa.types.is_decimal128(high.data_type):
        low = _exactly(low)
    types = (low.data_type, high.data_type)
    if all(map(_is_number, types)):
        return _common_number(types), low, high
    if all(map(_is_moment, types)):
        return _common_moment(types), low, high
    return None, low, high


def _exactly(end: End) -> End:
    """Return a value that stands in the config as a double as the decimal that it is spelled as."""
    if end.value is None or not pa.types.is_floating(end.data_type):
        return end
    number = Decimal(repr(end.value[0].as_py()))
    scale = max(0, -int(number.as_tuple().exponent))
    units = int(number.scaleb(scale))
    if scale > _MOST_DIGITS or abs(units) >= 10**_MOST_DIGITS:
        return end
    data_type = pa.decimal128(_MOST_DIGITS, scale)
    return _constant(decimal_from_integers(np.array([units], np.int64), data_type))


def _common_number(types: tuple[pa.DataType, pa.DataType]) -> pa.DataType | None:
    if all(map(pa.types.is_integer, types)):
        return pa.int64()
    if any(map(pa.types.is_floating, types)):
        return pa.float64()
    scale = max(getattr(one, "scale", 0) for one in types)
    return pa.decimal128(_MOST_DIGITS, scale) if scale < _MOST_DIGITS else None


def _common_moment(types: tuple[pa.DataType, pa.DataType]) -> pa.DataType | None:
    """Return dates for two dates, else timestamps as fine as the finer one, and in its time zone.

    What has no time zone is taken as UTC, as everywhere.
    """
    if all(map(pa.types.is_date32, types)):
        return pa.date32()
    unit = max((getattr(one, "unit", "s") for one in types), key=_UNITS.index)
    zones = {getattr(one, "tz", None) for one in types} - {None}
    return pa.timestamp(unit, *zones) if len(zones) <= 1 else None


def _is_number(data_type: pa.DataType) -> bool:
    return is_numeric(data_type) or bool(pa.types.is_decimal128(data_type))


def _is_moment(data_type: pa.DataType) -> bool:
    return bool(pa.types.is_date32(data_type) or pa.types.is_timestamp(data_type))


def is_text_where_written(data_type: pa.DataType) -> bool:
    """Whether a column of such values is written as the dataset has dates and timestamps."""
    return any(data_type.equals(one) for one in (pa.date32(), _SECONDS))


def limits(end: End) -> tuple[Any, Any] | None:
    """Return the least and the greatest value of an end, where they are known."""
    if end.value is None:
        return end.bounds
    if getattr(end.data_type, "unit", "") == "ns":
        return None  # which Python does not have
    value = end.value[0].as_py()
    return value, value


def spelled(array: pa.Array) -> str:
    """Return the first value of an array as the config would have it."""
    as_text = exact_cast(array.type, pa.utf8())
    return str(array[0] if as_text is None else as_text(array.slice(0, 1))[0])
