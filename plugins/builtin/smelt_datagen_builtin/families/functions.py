"""What one value is made of the values of a family: the functions of `aggregate`.

They are SQL's: nulls are left out, and what is made of nothing is null, but for a count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import (
    arrow_array,
    decoded,
    numpy_values,
    take,
    validity,
    with_validity,
    without_nulls,
)
from smelt_datagen.plugin import ColumnType

from smelt_datagen_builtin.families.amounts import Amounts, Unit
from smelt_datagen_builtin.families.extremes import is_ordered, order_of
from smelt_datagen_builtin.families.running import family_sums

Counts: TypeAlias = npt.NDArray[np.int64]


@attrs.frozen
class Family:
    """The values of several families, one family behind the other."""

    array: pa.Array
    counts: Counts

    def without_nulls(self) -> Family:
        """Return the same without nulls."""
        if not self.array.null_count:
            return self
        kept = take(self.array, arrow_array(np.flatnonzero(validity(self.array))))
        return Family(without_nulls(kept), self.values)

    @property
    def values(self) -> Counts:
        """How many values of each are not null."""
        return family_sums(validity(self.array).astype(np.int64), self.counts)

    @property
    def ends(self) -> tuple[Counts, Counts]:
        """The places of the first and last value of each; of an empty one, any place."""
        behind = np.cumsum(self.counts)
        last = max(len(self.array) - 1, 0)
        return np.minimum(behind - self.counts, last), np.maximum(behind - 1, 0)


@attrs.frozen
class Function:
    """A function of a family."""

    type: Callable[[ColumnType], ColumnType | None]
    """Return the type of what is made of values of a type; None if nothing can be."""
    make: Callable[[Family, ColumnType], pa.Array | Amounts]
    """Return one value for each family; any, where one has no value that is not null."""


def _sum_type(kind: ColumnType) -> ColumnType | None:
    unit = Unit.of(kind.data_type)
    return None if unit is None else ColumnType(unit.type(kind.data_type))


def _sum(family: Family, kind: ColumnType) -> Amounts:
    unit = Unit.of(kind.data_type)
    assert unit is not None  # noqa: S101 (or there is no type)
    return family_sums(unit.amounts(family.array), family.counts)


def _mean_type(kind: ColumnType) -> ColumnType | None:
    return None if Unit.of(kind.data_type) is None else ColumnType(pa.float64())


def _mean(family: Family, kind: ColumnType) -> pa.Array:
    unit = Unit.of(kind.data_type)
    assert unit is not None  # noqa: S101 (or there is no type)
    sums = family_sums(unit.amounts(family.array), family.counts).astype(np.float64)
    divisor = np.maximum(family.counts, 1).astype(np.float64) * float(10 ** (unit.scale or 0))
    return arrow_array(sums / divisor)


def _ordered_type(kind: ColumnType) -> ColumnType | None:
    return kind if is_ordered(kind.data_type) else None


def _extreme(choose: np.ufunc) -> Callable[[Family, ColumnType], pa.Array]:
    def make(family: Family, kind: ColumnType) -> pa.Array:
        order, by_order = order_of(family.array)
        held = family.counts > 0
        chosen = np.zeros(len(held), order.dtype)
        if held.any():
            first, _ = family.ends
            chosen[held] = choose.reduceat(order, first[held])
        if by_order is None:
            return arrow_array(chosen, kind.data_type)
        if not len(by_order):
            return family.array.slice(0, 0) if not len(held) else _nothing(kind, len(held))
        return take(family.array, arrow_array(by_order[chosen]))

    return make


def _nothing(kind: ColumnType, count: int) -> pa.Array:
    """Return as many nulls."""
    return pa.nulls(count, kind.array_type)


def _any_type(kind: ColumnType) -> ColumnType | None:
    return kind


def _end(number: int) -> Callable[[Family, ColumnType], pa.Array]:
    def make(family: Family, kind: ColumnType) -> pa.Array:
        if not len(family.array):
            return _nothing(kind, len(family.counts))
        return take(family.array, arrow_array(family.ends[number]))

    return make


def _bool_type(kind: ColumnType) -> ColumnType | None:
    return ColumnType(pa.bool_()) if pa.types.is_boolean(kind.data_type) else None


def _quantified(*, is_all: bool) -> Callable[[Family, ColumnType], pa.Array]:
    def make(family: Family, _: ColumnType) -> pa.Array:
        array = family.array
        if pa.types.is_dictionary(array.type):
            array = decoded(array, pa.bool_())
        true = family_sums(numpy_values(array).astype(np.int64), family.counts)
        return arrow_array(true == family.counts if is_all else true > 0)

    return make


WITH_NULLS = ("first", "last")
"""Functions that take a null for a value."""

FUNCTIONS: Mapping[str, Function] = {
    "sum": Function(_sum_type, _sum),
    "min": Function(_ordered_type, _extreme(np.fmin)),
    "max": Function(_ordered_type, _extreme(np.maximum)),
    "mean": Function(_mean_type, _mean),
    "first": Function(_any_type, _end(0)),
    "last": Function(_any_type, _end(1)),
    "any": Function(_bool_type, _quantified(is_all=False)),
    "all": Function(_bool_type, _quantified(is_all=True)),
}
"""All but `count`, which needs no values."""


def with_nulls(array: pa.Array, counts: Counts) -> pa.Array:
    """Return what was made of families, null where one had nothing."""
    return with_validity(array, counts > 0)
