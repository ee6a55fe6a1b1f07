"""The column key `data_type`: a column's values as another type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
import pyarrow as pa

from smelt_datagen.arrays.casts import Cast, Unfit, exact_cast
from smelt_datagen.arrays.conversion import arrow_array, numpy_dtype
from smelt_datagen.arrays.python_values import python_values
from smelt_datagen.arrays.type_names import type_name, type_named
from smelt_datagen.errors import DataError
from smelt_datagen.messages import quote
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.column_type import ColumnType
from smelt_datagen.protocol.draw_source import DrawSource
from smelt_datagen.protocol.reference import Reference
from smelt_datagen.protocol.scope import Scope

if TYPE_CHECKING:
    from smelt_datagen.protocol.block import Block


def with_data_type(name: str, column: Column, scope: Scope) -> Column:
    """Return the column as the type of this name; fail at `scope.path` for an impossible cast.

    A value that the type cannot hold is a DataError when it is made.
    """
    target = type_named(name)
    if target is None:
        return column  # which was said when the config was read
    source = column.type.data_type
    make = exact_cast(source, target)
    if make is None:
        words = f"the generator gives {type_name(source)}, which cannot be {type_name(target)}"
        scope.fail(f"{words}{_hint(source, target)}")
    place = f"dataset '{scope.owner.name}', column '{scope.column_name}'"
    kind = _type(column.type, target, make, scope)
    draws = None if pa.types.is_string(target) else column.draws  # "10" is before "9"
    return _Cast(kind, column.reference, draws, column, make, place)


def _hint(source: pa.DataType, target: pa.DataType) -> str:
    if pa.types.is_boolean(source) and (
        pa.types.is_floating(target) or pa.types.is_decimal(target)
    ):
        return ": true and false can be integers"
    return ""


def _type(kind: ColumnType, target: pa.DataType, make: Cast, scope: Scope) -> ColumnType:
    """Return the type of the column that results, and refuse what is known not to fit."""
    dictionary = None
    if kind.dictionary is not None:
        dictionary = _known(kind.dictionary, target, make, scope)
    bounds = kind.bounds if pa.types.is_integer(target) else None
    if kind.bounds is not None:
        lowest, highest = kind.bounds
        numbers = np.array(kind.bounds, dtype=np.uint64 if highest >= 2**63 else np.int64)
        try:
            make(arrow_array(numbers.astype(numpy_dtype(kind.data_type))))
        except Unfit:
            words = f"the generator gives {lowest:,} to {highest:,}"
            scope.fail(f"{words}, which {type_name(target)} cannot hold")
    return ColumnType(target, kind.nullable, dictionary, bounds)


def _known(values: pa.Array, target: pa.DataType, make: Cast, scope: Scope) -> pa.Array:
    try:
        return make(values)
    except Unfit as unfit:
        value = python_values(values.slice(unfit.position, 1))[0]
        scope.fail(f"the generator gives {quote(value)}, which {type_name(target)} cannot hold")


@attrs.frozen(eq=False, repr=False)
class _Cast(Column):
    """The values of another column as another type."""

    type: ColumnType
    reference: Reference | None
    draws: DrawSource | None
    inner: Column
    make: Cast
    place: str

    def drawing(self, source: DrawSource) -> Column:
        inner = self.inner.drawing(source)
        return attrs.evolve(self, reference=inner.reference, draws=inner.draws, inner=inner)

    def generate(self, block: Block) -> pa.Array:
        array = self.inner.generate(block)
        if self.type.dictionary is not None:
            return pa.DictionaryArray.from_arrays(array.indices, self.type.dictionary, safe=False)
        try:
            return self.make(array)
        except Unfit as unfit:
            row = block.index[unfit.position]
            value = quote(python_values(array.slice(unfit.position, 1))[0])
            words = f"{value} of {type_name(array.type)} cannot be {type_name(self.type.data_type)}"
            raise DataError(f"{self.place}, row {row}: {words}{_remedy(array.type)}") from None


def _remedy(source: pa.DataType) -> str:
    if pa.types.is_floating(source):
        return ": 'decimal(18, 0)' rounds, an integer does not"
    return " without a loss"
