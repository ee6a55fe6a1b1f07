"""Arrow arrays as Python values, to be shown or compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa

from smelt_datagen.arrays.conversion import cast


def python_values(array: pa.Array) -> list[Any]:
    """Return the values of an array as Python has them; those finer than its own as text.

    Python's times end at microseconds. `pyarrow.Array.to_pylist` gives pandas' own for nanoseconds,
    and raises where pandas is not installed.
    """
    values: list[Any] = cast(array, _without_nanoseconds(array.type)).to_pylist()
    return values


def _without_nanoseconds(data_type: pa.DataType) -> pa.DataType:
    """Return a type in which all that has nanoseconds is text."""
    if getattr(data_type, "unit", "") == "ns":
        return pa.utf8()
    if pa.types.is_struct(data_type):
        fields = [field.with_type(_without_nanoseconds(field.type)) for field in data_type]
        return pa.struct(fields)
    if pa.types.is_nested(data_type):
        return _LISTS[type(data_type)](data_type, _item(data_type))
    if pa.types.is_dictionary(data_type):
        return _without_nanoseconds(data_type.value_type)
    return data_type


def _item(data_type: pa.DataType) -> pa.Field:
    return data_type.value_field.with_type(_without_nanoseconds(data_type.value_type))


_LISTS: Mapping[type, Callable[[Any, pa.Field], pa.DataType]] = {
    pa.ListType: lambda _, item: pa.list_(item),
    pa.LargeListType: lambda _, item: pa.large_list(item),
    pa.FixedSizeListType: lambda data_type, item: pa.list_(item, data_type.list_size),
}
