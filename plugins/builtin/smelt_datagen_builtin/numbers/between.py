"""Values between two others of the row."""

from __future__ import annotations

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
    numpy_values,
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

from smelt_datagen_builtin.numbers.ends import (
    End,
    common_type,
    end_of,
    is_text_where_written,
    limits,
    spelled,
)

_LARGEST = 2**63 - 1


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
    output="int64, double, decimal, date or timestamp, as the two are",
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
        ends: list[End] = []
        for key, value in (("low", self.low), ("high", self.high)):
            with attempts:
                ends.append(end_of(value, scope, key))
        attempts.settle()
        found, low, high = common_type(*ends)
        if found is None:
            kinds = " and ".join(str(end.data_type) for end in ends)
            scope.fail(f"there is nothing between {kinds}", "high")
        low, high = low.as_type(found, scope, "low"), high.as_type(found, scope, "high")
        kind = ColumnType(
            found,
            low.nullable or high.nullable,
            bounds=_bounds(low, high, scope),
            format="text" if is_text_where_written(found) else None,
        )
        place = f"dataset '{scope.owner.name}', column '{scope.column_name}'"
        return _BetweenColumn(kind, low, high, place)


def _bounds(low: End, high: End, scope: Scope) -> tuple[int, int] | None:
    """Return the bounds of integers, where known; fail if there is never anything between."""
    here, there = limits(low), limits(high)
    if here is None or there is None:
        return None
    if here[0] > there[1]:
        found = f", but is never below {here[0]}, and high never above {there[1]}"
        if low.value is not None and high.value is not None:
            found = f" (got {spelled(low.value)}, high is {spelled(high.value)})"
        scope.fail(f"must not be above high{found}", "low")
    is_integer = pa.types.is_integer(low.data_type) and there[1] <= _LARGEST
    return (here[0], there[1]) if is_integer else None


@attrs.frozen(eq=False, repr=False)
class _BetweenColumn(Column):
    type: ColumnType
    low: End
    high: End
    place: str

    def generate(self, block: Block) -> pa.Array:
        """Return values; an end that is constant is an array of one throughout."""
        ends = [self._end(end, block) for end in (self.low, self.high)]
        valid = _valid(ends)
        low, high = map(_numbers, ends)
        self._check(block, low, high, valid)
        if valid is not None:
            low, high = (np.where(valid, end, end.dtype.type(0)) for end in (low, high))
        array = self._array(self._drawn(block, low, high))
        return array if valid is None else with_validity(array, valid)

    def _end(self, end: End, block: Block) -> pa.Array:
        try:
            return end.values(block)
        except Unfit as unfit:
            message = f"the value of '{end.name}' cannot be {self.type.data_type} without a loss"
            row = block.index[unfit.position]
            raise DataError(f"{self.place}, row {row}: {message}") from None

    def _check(
        self, block: Block, low: Any, high: Any, valid: npt.NDArray[np.bool_] | None
    ) -> None:
        fits = low <= high
        if low.dtype.kind == "f":
            fits &= np.isfinite(low) & np.isfinite(high)
        if valid is not None:
            fits |= ~valid
        if fits.all():
            return
        position = int(np.flatnonzero(~fits)[0])
        found = [end[min(position, len(end) - 1)] for end in (low, high)]
        shown = [spelled(self._array(np.array([value]))) for value in found]
        reason = ", which is lower" if found[1] < found[0] else ""
        message = f"there is nothing between {shown[0]} and {shown[1]}{reason}"
        raise DataError(f"{self.place}, row {block.index[position]}: {message}")

    def _drawn(self, block: Block, low: Any, high: Any) -> Any:
        """Return uniform values in [low, high], or below `high` where they are doubles."""
        if low.dtype.kind == "f":
            return _within(low, high, block.uniform())
        if self.low.value is not None and self.high.value is not None:
            return block.integers(int(low[0]), int(high[0]) + 1)
        sizes = high.view(np.uint64) - low.view(np.uint64) + np.uint64(1)
        sizes[sizes == 0] = np.uint64(2**64 - 1)  # of 2^64 values
        return (low.view(np.uint64) + block.below(sizes)).view(np.int64)

    def _array(self, values: Any) -> pa.Array:
        data_type = self.type.data_type
        if pa.types.is_decimal128(data_type):
            return decimal_from_integers(values, data_type)
        dtype = np.int32 if pa.types.is_date32(data_type) else values.dtype
        return arrow_array(np.ascontiguousarray(values.astype(dtype, copy=False)), data_type)


def _valid(ends: list[pa.Array]) -> npt.NDArray[np.bool_] | None:
    """Return where both have values, None if that is everywhere."""
    masks = [validity(end) for end in ends if end.null_count]
    return np.logical_and.reduce(masks) if masks else None


def _numbers(array: pa.Array) -> Any:
    """Return the numbers that stand behind an array, of 64 bits: units of decimals, days, ticks."""
    if pa.types.is_decimal128(array.type):
        return decimal_integers(array)
    values = numpy_values(array)
    return values.astype(np.int64) if pa.types.is_date32(array.type) else values


def _within(low: Any, high: Any, share: npt.NDArray[np.float64]) -> Any:
    made = low * (1.0 - share) + high * share
    below = np.nextafter(high, low)  # `high` where both are equal
    # comparisons, since which zero a minimum gives, 0.0 or -0.0, is the processor's choice
    made = np.where(made < low, low, made)
    return np.where(made > below, below, made)
