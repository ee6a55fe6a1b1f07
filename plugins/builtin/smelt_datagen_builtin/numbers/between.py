"""Values between two others of the row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import (
    Unfit,
    arrow_array,
    decimal_from_integers,
    decimal_integers,
    decoded,
    exact_cast,
    numpy_values,
    string_array,
    timestamp_array,
    timestamp_seconds,
    validity,
    with_validity,
)
from smelt_datagen.errors import DataError
from smelt_datagen.plugin import (
    Block,
    Column,
    ColumnType,
    Generator,
    Scalar,
    Scope,
    generator,
    param,
)

_SECONDS = pa.timestamp("s")
_MOST_DIGITS = 18
"""Of decimals: what 64 bits have room for."""


@generator(
    "between",
    example='{ type: between, low: joined_at, high: "2026-01-01T00:00:00" }',
    context="""
        columns:
          - name: joined_at
            generator:
              type: timestamp
              start: "2024-01-01T00:00:00"
              end: "2026-01-01T00:00:00"
        """,
    output="int64, double, decimal, date or timestamp[s], as the two are",
)
class Between(Generator):
    """Uniform value between two values, each of which may be a column of the row.

    Both are included, but for doubles: there the upper one is not. Null where one of them is.
    """

    low: Scalar = param("The lowest value: a number, a date, a timestamp; or a column, or path.")
    high: Scalar = param("The highest value, likewise.")

    def bind(self, scope: Scope) -> Column:
        """Return a column of the type that both have; fail where they have none in common."""
        attempts = scope.attempts()
        ends: list[_End] = []
        for key, value in (("low", self.low), ("high", self.high)):
            with attempts:
                ends.append(_end(value, scope, key))
        attempts.settle()
        found = _common(*(end.data_type for end in ends))
        if found is None:
            kinds = " and ".join(str(end.data_type) for end in ends)
            scope.fail(f"there is nothing between {kinds}", "high")
        low, high = (
            _as_type(end, found, scope, key) for end, key in zip(ends, ("low", "high"), strict=True)
        )
        nullable = low.nullable or high.nullable
        form = "text" if found in (_SECONDS, pa.date32()) else None
        kind = ColumnType(found, nullable, format=form)  # type: ignore[arg-type]  # one of Format
        place = f"dataset '{scope.owner.name}', column '{scope.column_name}'"
        return _BetweenColumn(kind, low, high, place)


@attrs.frozen(eq=False)
class _End:
    """One of the two: a value as an array of one, or the name of a column."""

    data_type: pa.DataType
    nullable: bool
    value: pa.Array | None = None
    name: str = ""
    make: Callable[[pa.Array], pa.Array] | None = None

    def values(self, block: Block) -> pa.Array:
        """Return the value, or one for every row, of the type that the column has."""
        if self.value is not None:
            return self.value
        array = block.rows.column(self.name)
        if pa.types.is_dictionary(array.type):
            array = decoded(array, array.type.value_type)
        return array if self.make is None else self.make(array)


def _end(value: Scalar, scope: Scope, key: str) -> _End:
    if isinstance(value, bool):
        scope.fail("must be a number, a date, a timestamp or a column, not true or false", key)
    if not isinstance(value, str):
        number = np.array([value], np.float64 if isinstance(value, float) else np.int64)
        array = arrow_array(number)
        return _End(array.type, nullable=False, value=array)
    for data_type in (pa.date32(), _SECONDS):
        read = exact_cast(pa.utf8(), data_type)
        try:
            array = read(string_array([value]))  # type: ignore[misc]  # text can be read as both
        except Unfit:
            continue
        return _End(data_type, nullable=False, value=array)
    kind = scope.column(value, key).type
    return _End(kind.data_type, kind.nullable, name=value)


def _common(one: pa.DataType, other: pa.DataType) -> pa.DataType | None:
    """Return the type of what lies between values of both, None if there is none."""
    types = (one, other)
    if all(map(pa.types.is_date32, types)):
        return pa.date32()
    if all(pa.types.is_timestamp(one) or pa.types.is_date32(one) for one in types):
        return _SECONDS
    if all(map(pa.types.is_integer, types)):
        return pa.int64()
    if any(map(pa.types.is_floating, types)) and all(map(_is_number, types)):
        return pa.float64()
    if all(map(_is_number, types)):
        scale = max(getattr(one, "scale", 0) for one in types)
        return pa.decimal128(_MOST_DIGITS, scale) if scale < _MOST_DIGITS else None
    return None


def _is_number(data_type: pa.DataType) -> bool:
    return bool(
        pa.types.is_integer(data_type)
        or pa.types.is_floating(data_type)
        or pa.types.is_decimal128(data_type)
    )


def _whole_seconds(array: pa.Array) -> pa.Array:
    return with_validity(timestamp_array(timestamp_seconds(array)), validity(array))


def _as_type(end: _End, found: pa.DataType, scope: Scope, key: str) -> _End:
    make = exact_cast(end.data_type, found)
    if pa.types.is_timestamp(end.data_type):
        make = _whole_seconds
    if make is None:
        scope.fail(f"{end.data_type} cannot be {found}", key)
    if end.value is None:
        return attrs.evolve(end, make=make)
    return attrs.evolve(end, value=make(end.value))


@attrs.frozen(eq=False)
class _BetweenColumn(Column):
    type: ColumnType
    low: _End
    high: _End
    place: str

    def generate(self, block: Block) -> pa.Array:
        count = len(block)
        ends = [self._end(end, block) for end in (self.low, self.high)]
        valid = np.logical_and(*(np.broadcast_to(validity(end), count) for end in ends))
        numbers = [np.broadcast_to(_numbers(end), count) for end in ends]
        self._check(block, numbers[0], numbers[1], valid)
        low, high = (np.where(valid, values, values.dtype.type(0)) for values in numbers)
        made = _drawn(block, low, high)
        array = self._array(made)
        return array if valid.all() else with_validity(array, valid)

    def _end(self, end: _End, block: Block) -> pa.Array:
        try:
            return end.values(block)
        except Unfit as unfit:
            message = f"the value of '{end.name}' cannot be {self.type.data_type} without a loss"
            row = block.index[unfit.position]
            raise DataError(f"{self.place}, row {row}: {message}") from None

    def _check(self, block: Block, low: Any, high: Any, valid: npt.NDArray[np.bool_]) -> None:
        wrong = np.flatnonzero((low > high) & valid)
        if wrong.size:
            row = int(wrong[0])
            found = [self._array(np.array([end[row]]))[0].as_py() for end in (low, high)]
            message = f"there is nothing between {found[0]} and {found[1]}, which is lower"
            raise DataError(f"{self.place}, row {block.index[row]}: {message}")

    def _array(self, values: Any) -> pa.Array:
        data_type = self.type.data_type
        if pa.types.is_decimal128(data_type):
            return decimal_from_integers(values, data_type)
        dtype = np.int32 if pa.types.is_date32(data_type) else values.dtype
        return arrow_array(np.ascontiguousarray(values.astype(dtype)), data_type)


def _drawn(block: Block, low: Any, high: Any) -> Any:
    """Return uniform values in [low, high], or below `high` where they are doubles."""
    if low.dtype.kind == "f":
        return _within(low, high, block.uniform())
    low, high = low.astype(np.int64), high.astype(np.int64)
    sizes = high.view(np.uint64) - low.view(np.uint64) + np.uint64(1)
    is_all = sizes == 0  # 2^64 of them
    offsets = block.below(np.where(is_all, np.uint64(2**64 - 1), sizes))
    return (low.view(np.uint64) + offsets).view(np.int64)


def _within(low: Any, high: Any, share: npt.NDArray[np.float64]) -> Any:
    made = low * (1.0 - share) + high * share
    below = np.nextafter(high, low)
    return np.where(high > low, np.clip(made, low, below), low)


def _numbers(array: pa.Array) -> Any:
    """Return the numbers that stand behind an array: units of decimals, days, seconds."""
    if pa.types.is_decimal128(array.type):
        return decimal_integers(array)
    return numpy_values(array)
