"""What providers make, as columns: of texts, numbers, booleans, dates or timestamps."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array, string_array
from smelt_datagen.plugin import ColumnType

_EPOCH = datetime.datetime(1970, 1, 1)


class NotAColumnError(Exception):
    """A provider makes what cannot stand in a column."""


@attrs.frozen(eq=False)
class Kind:
    """A type of values, and how a list of them becomes an array."""

    type: ColumnType
    array: Callable[[Sequence[object]], pa.Array]


def _numbers(dtype: type) -> Callable[[Sequence[object]], pa.Array]:
    return lambda values: arrow_array(np.array(values, dtype=dtype))


def _texts(values: Sequence[object]) -> pa.Array:
    return string_array([str(value) for value in values])


def _dates(values: Sequence[object]) -> pa.Array:
    days = [value.toordinal() - _EPOCH.toordinal() for value in values]  # type: ignore[attr-defined]  # all are dates
    return arrow_array(np.array(days, dtype=np.int32), pa.date32())


_KINDS: Mapping[type, Kind] = {
    str: Kind(ColumnType(pa.utf8()), _texts),
    bool: Kind(ColumnType(pa.bool_()), _numbers(np.bool_)),
    int: Kind(ColumnType(pa.int64()), _numbers(np.int64)),
    float: Kind(ColumnType(pa.float64()), _numbers(np.float64)),
    datetime.date: Kind(ColumnType(pa.date32(), format="text"), _dates),
}


def kind_of(values: Sequence[object]) -> Kind:
    """Return what all of some values are; raise NotAColumnError if that is no type of a column."""
    types = {type(value) for value in values}
    if len(types) > 1:
        found = " and ".join(sorted(one.__name__ for one in types))
        raise NotAColumnError(f"makes values of different types: {found}")
    (found_type,) = types
    kind = _KINDS.get(found_type)
    if kind is None:
        message = "a column can have texts, numbers, booleans and dates"
        raise NotAColumnError(f"makes {found_type.__name__}; {message}")
    return kind
